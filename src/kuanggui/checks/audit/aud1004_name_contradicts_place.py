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

# Names say where a row is when this share of the rows agrees.
USUAL = 0.5


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

    None of them there is an error; only some of them there, or a table where less than half agree, a warning: names may follow landforms.
    """
    home = case.reading.region
    for grid in grids(case):
        told = [
            (row.name, row.places, counties_in(row.name.text, home), counties_in(row.places.text, home))
            for row in named_rows(grid, home)
            if row.places
        ]
        weighed = [
            (name, cell, named, _absent(named, listed)) for name, cell, named, listed in told if named and listed
        ]
        usual = sum(not absent for *_, absent in weighed) >= USUAL * len(weighed)
        for name, cell, named, absent in weighed:
            certain = usual and len(absent) == len(named)
            yield _hit(grid, name, cell, absent, certain=certain) if absent else Checked([name, cell])


def _absent(named: tuple[str, ...], listed: tuple[str, ...]) -> list[str]:
    return [code for code in named if code not in listed]


def _hit(grid: Grid, name: Entry, places: Entry, absent: list[str], *, certain: bool) -> Hit:
    words = "、".join(division(code).name for code in absent)
    return Hit(
        f"{grid.name}“{name.text}”",
        figures=[places, name],
        evidence={"stated": places.text, "in_name": words},
        severity=None if certain else Severity.WARNING,
    )
