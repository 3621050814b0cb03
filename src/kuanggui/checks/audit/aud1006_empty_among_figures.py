"""Cells left empty in a column of measured figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.grid import Entry, Grid, Holding, grids
from kuanggui.checks.audit.total_rows import total_rank
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Standing
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.box import RowRole

# An empty cell stands out when so many rows, and this share of them, have a figure.
LEAST = 5
SHARE = 0.8


@rule(
    code="AUD1006",
    title="数字列中有空格",
    title_en="A cell is empty in a column of figures",
    severity=Severity.INFO,
    family=Family.CELLS,
    needs=("boxes",),
    message="{subject}：{count}处空白（{names}），其余{number}行都有数。",
    message_en="{subject}: {count} cells empty ({names}), the other {number} rows have figures.",
    remedy="补填；没有的填“—”，为零的填“0”。",
    remedy_en="Put in the figure; a dash for none, 0 for zero.",
)
def empty_among_figures(case: AuditCase) -> Iterator[Said]:
    """In a column of measured figures where four fifths of at least five rows have one, no cell is empty. Empty counts read as none."""
    for grid in grids(case):
        for column in grid.figure_columns:
            cells = [row[column] for r, row in enumerate(grid.rows) if _is_ordinary(grid, r)]
            filled = [cell for cell in cells if cell.quantity is not None]
            if len(filled) < LEAST or any(cell.is_count for cell in filled):
                continue
            empty = [cell for cell in cells if cell.holding is Holding.BLANK]
            if empty and len(filled) >= SHARE * len(cells):
                yield _hit(grid, column, empty, len(filled))
            elif not empty:
                yield Checked()


def _is_ordinary(grid: Grid, row: int) -> bool:
    return grid.role(row) is RowRole.DATA and grid.is_plain(row) and not total_rank(grid, row)


def _hit(grid: Grid, column: int, empty: Sequence[Entry], filled: int) -> Hit:
    names = "、".join(grid.label(cell.row) for cell in empty)
    return Hit(
        f"{grid.name}“{grid.header(column)}”列",
        figures=[Standing(cell.place) for cell in empty],
        evidence={"count": len(empty), "number": filled},
        values={"names": names},
        subject_en=f"{grid.name} column “{grid.header(column)}”",
    )
