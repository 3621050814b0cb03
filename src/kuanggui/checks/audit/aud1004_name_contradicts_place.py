"""Rows whose name says one county and whose cell for the place says another."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.audit.row_names import counties_in, named_rows
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation import division


@rule(
    code="AUD1004",
    title="名称中的县区与行政区列不一致",
    title_en="The name of a row says another county than its place cell",
    severity=Severity.ERROR,
    family=Family.CELLS,
    needs=("boxes",),
    message="{subject}：名称中有{in_name}，行政区列填的是{stated}。",
    message_en="{subject}: the name says {in_name}, the place column {stated}.",
    remedy="核对所在县区，改正名称或行政区列。",
    remedy_en="Find out which county it is in, and mend the name or the cell.",
)
def name_contradicts_place(case: AuditCase) -> Iterator[Said]:
    """A county in the name of a zone, block or mine is among the counties of its row.

    None of them there is an error; only some of them there a warning, since a name may follow a landform.
    """
    home = case.reading.region
    for grid in grids(case):
        for row in named_rows(grid, home):
            named = counties_in(row.name.text, home)
            listed = counties_in(row.places.text, home) if row.places else ()
            if row.places is None or not named or not listed:
                continue
            absent = [code for code in named if code not in listed]
            yield _hit(grid, row.name, row.places, absent, named) if absent else Checked([row.name, row.places])


def _hit(grid: Grid, name: Entry, places: Entry, absent: list[str], named: tuple[str, ...]) -> Hit:
    words = "、".join(division(code).name for code in absent)
    return Hit(
        f"{grid.name}“{name.text}”",
        figures=[places, name],
        evidence={"stated": places.text, "in_name": words},
        severity=None if len(absent) == len(named) else Severity.WARNING,
    )
