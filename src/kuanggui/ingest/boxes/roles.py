"""What each body row is: data, a total, a band over the rows below, or header words in the middle of a table."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.ingest.boxes.cell_types import CellType, has_figures, is_year
from kuanggui.ingest.boxes.columns import ColumnKind, Columns
from kuanggui.ingest.boxes.profile import Profile
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.words import table_words
from kuanggui.model.box import RowRole


def row_roles(body: Sequence[GridRow], columns: Columns, profile: Profile) -> list[RowRole]:
    """The role of every body row."""
    return [_role(row, columns, profile) for row in body]


def _role(row: GridRow, columns: Columns, profile: Profile) -> RowRole:
    if row.is_band() and profile.width > 1:
        return RowRole.GROUP
    if _is_total(row, columns, profile):
        return RowRole.TOTAL
    return RowRole.SUBHEADER if _is_subheader(row, profile) else RowRole.DATA


def _is_total(row: GridRow, columns: Columns, profile: Profile) -> bool:
    """Whether words in front of the first figures name a sum; serial numbers are no figures."""
    figures = (c for c, kind in enumerate(columns.kinds) if kind is ColumnKind.VALUE and c not in profile.serial)
    first = max(1, next(figures, profile.width))
    return any(table_words().is_total(cell.value) for cell in row.cells if cell.start < first)


def _is_subheader(row: GridRow, profile: Profile) -> bool:
    """Words in every figure column that has any, at least one of them announcing figures as header words do."""
    over_figures = [cell for cell in row.cells if cell.value and profile.is_number(cell.start)]
    if not over_figures or has_figures(row.values):
        return False
    return any(table_words().header_type(cell.value) is CellType.NUMBER or is_year(cell.value) for cell in over_figures)
