"""Rows whose name says one mineral and whose mineral cell says another."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.cell_kinds import CellKind, cell_kind
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.audit.row_names import minerals_in, named_rows, related
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation import mineral

# Names say what is mined when this share of the rows agrees.
USUAL = 0.5


@rule(
    code="AUD1003",
    title="名称中的矿种与矿种列不一致",
    title_en="The name of a row says another mineral than its mineral cell",
    severity=Severity.ERROR,
    family=Family.CELLS,
    needs=("boxes",),
    message="{subject}：名称是{in_name}，矿种列填的是{stated}。",
    message_en="{subject}: the name says {in_name}, the mineral column {stated}.",
    remedy="核对矿种，改正名称或矿种列。",
    remedy_en="Find out which mineral it is, and mend the name or the cell.",
)
def name_contradicts_mineral(case: AuditCase) -> Iterator[Said]:
    """A mineral in the name of a zone, block or mine is among the minerals of its row, or a kind of one, or embraces one.

    A warning only where less than half of the rows agree: the names may then be of places.
    """
    home = case.reading.region
    for grid in grids(case):
        told = [
            (row.name, row.minerals, minerals_in(row.name.text), minerals_in(row.minerals.text))
            for row in named_rows(grid, home)
            if row.minerals and cell_kind(row.minerals.text, home) is CellKind.MINERAL
        ]
        weighed = [(name, cell, named, _agree(named, listed)) for name, cell, named, listed in told if named and listed]
        usual = sum(agrees for *_, agrees in weighed) >= USUAL * len(weighed)
        for name, cell, named, agrees in weighed:
            yield Checked([name, cell]) if agrees else _hit(grid, name, cell, named, usual=usual)


def _agree(named: tuple[str, ...], listed: tuple[str, ...]) -> bool:
    return any(related(one, other) for one in named for other in listed)


def _hit(grid: Grid, name: Entry, minerals: Entry, named: tuple[str, ...], *, usual: bool) -> Hit:
    words = "、".join(mineral(code).name for code in named)
    return Hit(
        f"{grid.name}“{name.text}”",
        figures=[minerals, name],
        evidence={"stated": minerals.text, "in_name": words},
        severity=None if usual else Severity.WARNING,
    )
