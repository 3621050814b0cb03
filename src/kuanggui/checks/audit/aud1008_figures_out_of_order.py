"""Figures of one row that run against the order of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.equations import in_unit_of, same_measure
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.audit.table_words import Order, table_words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

# Which way columns without a strict order run is told by so many rows, and this share of them.
LEAST = 3
SHARE = 0.7


@rule(
    code="AUD1008",
    title="同一行的数大小颠倒",
    title_en="The figures of a row run against their order",
    severity=Severity.ERROR,
    family=Family.CELLS,
    needs=("boxes",),
    message="{subject}：{figures}，大小次序与列名{or_rows}不符。",
    message_en="{subject}: {figures}, against the order of the columns.",
    remedy="核对这几个数，看是否填反。",
    remedy_en="Go through these figures, and see whether they are exchanged.",
)
def figures_out_of_order(case: AuditCase) -> Iterator[Said]:
    """A least figure is no greater than the average, nor that than the greatest; measures for large, medium and small run as in most rows.

    The first is an error, the second, in tables of scales and standards, a warning: three rows and 70 % of all must run one way.
    """
    for grid in grids(case):
        for order in table_words().orders:
            for columns in _ordered(grid, order):
                yield from _rows(grid, order, columns)


def _ordered(grid: Grid, order: Order) -> Iterator[list[int]]:
    """Columns side by side whose innermost header words belong to the order, from its first to its last."""
    found: dict[int, int] = {}
    for column in grid.figure_columns:
        rank = order.rank(grid.leaf(column))
        if rank is None or rank in found:
            continue
        found[rank] = column
    columns = [found[rank] for rank in sorted(found)]
    about = order.about.search(grid.box.title + "".join(grid.header(c) for c in columns))
    if about and len(columns) > 1 and max(columns) - min(columns) == len(columns) - 1:
        yield columns


def _rows(grid: Grid, order: Order, columns: Sequence[int]) -> Iterator[Said]:
    rows = [[row[c] for c in columns if row[c].is_figure] for row in grid.rows if grid.is_plain(row[0].row)]
    told = [row for row in rows if len(row) > 1 and same_measure(row) and (order.strict or not row[0].is_count)]
    rising = 1 if order.strict else _direction(told)
    for row in told if rising else ():
        yield Checked(row) if _runs(row, rising) else _hit(grid, row, order)


def _direction(rows: Sequence[Sequence[Entry]]) -> int:
    """1 if most rows rise, -1 if most fall, 0 if neither can be said."""
    for direction in (1, -1):
        running = sum(_runs(row, direction, strictly=True) for row in rows)
        if running >= LEAST and running >= SHARE * len(rows):
            return direction
    return 0


def _runs(row: Sequence[Entry], direction: int, *, strictly: bool = False) -> bool:
    steps = [(in_unit_of(b, a)(b.value) - a.value) * direction for a, b in pairwise(row)]
    return all(step > 0 if strictly else step >= 0 for step in steps)


def _hit(grid: Grid, row: Sequence[Entry], order: Order) -> Hit:
    figures = "、".join(f"{grid.leaf(e.column)}{e.text}" for e in row)
    return Hit(
        f"{grid.name}“{grid.label(row[0].row)}”行",
        figures=row,
        evidence={f"cell_{n}": e.text for n, e in enumerate(row, start=1)},
        values={"figures": figures, "or_rows": "" if order.strict else "及其余各行"},
        severity=None if order.strict else Severity.WARNING,
        subject_en=f"{grid.name} row “{grid.label(row[0].row)}”",
    )
