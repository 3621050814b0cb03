"""Cells of a column of units that are no unit."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.cell_kinds import CellKind, column_kinds
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD1007",
    title="单位列中的内容不是单位",
    title_en="A cell of a column of units is no unit",
    severity=Severity.WARNING,
    family=Family.CELLS,
    needs=("boxes",),
    message="{subject}：“{stated}”不是可以识别的计量单位。",
    message_en="{subject}: {stated} is no known unit.",
    remedy="改用法定计量单位。",
    remedy_en="Use a unit of measure.",
)
def no_unit_in_unit_column(case: AuditCase) -> Iterator[Said]:
    """In a column of which three quarters of at least four cells are units, every cell is one that can be read."""
    for grid in grids(case):
        for column in column_kinds(grid, case.reading.region):
            if column.kind is CellKind.UNIT:
                for entry, kind in column.cells:
                    yield _hit(grid, entry) if kind is CellKind.OTHER else Checked([entry])


def _hit(grid: Grid, entry: Entry) -> Hit:
    header = grid.header(entry.column)
    return Hit(
        f"{grid.name}“{grid.label(entry.row)}”行“{header}”列",
        figures=[entry],
        evidence={"stated": entry.text},
        subject_en=f"{grid.name} row “{grid.label(entry.row)}”, column “{header}”",
    )
