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
    """A mineral in the name of a zone, block or mine is among the minerals of its row, or a kind of one, or embraces one."""
    for grid in grids(case):
        for row in named_rows(grid, case.reading.region):
            if row.minerals is None or cell_kind(row.minerals.text, case.reading.region) is not CellKind.MINERAL:
                continue
            named, listed = minerals_in(row.name.text), minerals_in(row.minerals.text)
            if not named or not listed:
                continue
            agree = any(related(one, other) for one in named for other in listed)
            yield Checked([row.name, row.minerals]) if agree else _hit(grid, row.name, row.minerals, named)


def _hit(grid: Grid, name: Entry, minerals: Entry, named: tuple[str, ...]) -> Hit:
    words = "、".join(mineral(code).name for code in named)
    return Hit(
        f"{grid.name}“{name.text}”",
        figures=[minerals, name],
        evidence={"stated": minerals.text, "in_name": words},
    )
