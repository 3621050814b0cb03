"""Cells that name a thing of another kind than their column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.cell_kinds import CellKind, ColumnKind, column_kinds
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

Odd = tuple[Entry, CellKind, ColumnKind]


@rule(
    code="AUD1001",
    title="单元格填错了列",
    title_en="A value stands in the wrong column",
    severity=Severity.ERROR,
    family=Family.CELLS,
    needs=("boxes",),
    message="{subject}单元格填错了列：{wrong}。",
    message_en="{subject}: {wrong_en}.",
    remedy="改填本列应有的内容{swap}。",
    remedy_en="Put in what the column is about.",
)
def value_in_wrong_column(case: AuditCase) -> Iterator[Said]:
    """In a column of places, minerals, figures or units no cell names a thing of another of these kinds.

    What a column is about is told by three quarters of its cells; other words (停采, 见正文) are left alone, except among units.
    """
    for grid in grids(case):
        odd_in_row: dict[int, list[Odd]] = defaultdict(list)
        for column in column_kinds(grid, case.reading.region):
            for entry, kind in column.cells:
                if kind is column.kind:
                    # A figure among figures is in its place, but nothing is said of what it is.
                    yield Checked([] if kind is CellKind.NUMBER else [entry])
                elif kind is not CellKind.OTHER:
                    odd_in_row[entry.row].append((entry, kind, column))
        for row, odd in odd_in_row.items():
            yield _hit(grid, row, odd)


def _hit(grid: Grid, row: int, odd: Sequence[Odd]) -> Hit:
    kinds = {kind for _, kind, _ in odd}
    swapped = len(odd) > 1 and kinds == {column.kind for _, _, column in odd}
    return Hit(
        f"{grid.name}“{grid.label(row)}”行",
        figures=[entry for entry, _, _ in odd],
        evidence={f"cell_{n}": entry.text for n, (entry, _, _) in enumerate(odd, start=1)},
        values={
            "wrong": "；".join(_said(grid, *item) for item in odd) + ("，两格似填反" if swapped else ""),
            "wrong_en": "; ".join(
                f"{e.text} is a {k.label_en}, the column holds {c.kind.label_en}s" for e, k, c in odd
            ),
            "swap": "（把这几格对换）" if swapped else "",
        },
        subject_en=f"{grid.name} row “{grid.label(row)}”",
    )


def _said(grid: Grid, entry: Entry, kind: CellKind, column: ColumnKind) -> str:
    header = grid.header(column.column) or str(column.column + 1)
    return f"“{header}”列填的是{kind.label}“{entry.text}”，该列其余各行多为{column.kind.label}"
