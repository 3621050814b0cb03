"""Giving merged-away cells the text they continue, and saying so."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.ingest.boxes.columns import ColumnKind, Columns
from kuanggui.ingest.boxes.rows import GridCell, GridRow
from kuanggui.ingest.boxes.texts import one_line
from kuanggui.ingest.boxes.words import table_words
from kuanggui.model.box import BoxCell, Fill, RowRole
from kuanggui.model.located import LocatedText

_COVERED = BoxCell(LocatedText("", ()), Fill.RIGHT)
_EMPTY = BoxCell(LocatedText("", ()))


def fill_rows(
    body: Sequence[GridRow], roles: Sequence[RowRole], columns: Columns, exact: bool
) -> list[tuple[BoxCell, ...]]:
    """The cells of every body row on the grid; `exact` if the source tells which cells are merged."""
    filled: list[tuple[BoxCell, ...]] = []
    above: tuple[BoxCell, ...] = ()
    for row, role in zip(body, roles, strict=True):
        cells = _fill_row(row, role, columns, above, exact)
        filled.append(cells)
        if role is RowRole.TOTAL:
            above = _group_names(row, cells) or above
        elif role is not RowRole.GROUP:
            above = cells
    return filled


def _group_names(row: GridRow, cells: tuple[BoxCell, ...]) -> tuple[BoxCell, ...]:
    """The names in front of a subtotal, which the rows below it continue; nothing without any."""
    first = next((cell.start for cell in row.cells if table_words().is_total(cell.value)), 0)
    names = cells[:first]
    return (*names, *[_EMPTY] * (len(cells) - first)) if any(cell.value for cell in names) else ()


def plain_cells(row: GridRow, width: int) -> tuple[BoxCell, ...]:
    """The cells of a row on the grid with nothing filled down."""
    return _spread({cell.start: BoxCell(one_line(cell.text)) for cell in row.cells}, row, width)


def _fill_row(
    row: GridRow, role: RowRole, columns: Columns, above: tuple[BoxCell, ...], exact: bool
) -> tuple[BoxCell, ...]:
    cells: dict[int, BoxCell] = {}
    same_entity = bool(above) and role not in {RowRole.TOTAL, RowRole.GROUP}
    for cell in row.cells:
        filled = _filled_down(cell, role, columns, above, same_entity, exact)
        cells[cell.start] = filled or BoxCell(one_line(cell.text))
        if columns.kinds[cell.start] is ColumnKind.LABEL and filled is None:
            same_entity = False
    return _spread(cells, row, len(columns.kinds))


def _filled_down(
    cell: GridCell, role: RowRole, columns: Columns, above: tuple[BoxCell, ...], same_entity: bool, exact: bool
) -> BoxCell | None:
    """The cell above again, if this one continues it: `same_entity` says that all labels further left do."""
    kind = columns.kinds[cell.start]
    if not above or cell.value or kind in {ColumnKind.VALUE} or not above[cell.start].value:
        return None
    if exact:
        return BoxCell(above[cell.start].text, Fill.DOWN) if cell.merged else None
    continues = kind is ColumnKind.CATEGORY or (kind in {ColumnKind.LABEL, ColumnKind.WORDS} and same_entity)
    if not (continues and cell.could_be_merged) or role in {RowRole.TOTAL, RowRole.GROUP}:
        return None
    return BoxCell(above[cell.start].text, Fill.DOWN, certain=False)


def _spread(cells: dict[int, BoxCell], row: GridRow, width: int) -> tuple[BoxCell, ...]:
    """Cells by column: those covered from the left are marked, those beyond the row's end are empty."""
    end = row.cells[-1].end if row.cells else 0
    return tuple(cells.get(column, _COVERED if column < end else _EMPTY) for column in range(width))
