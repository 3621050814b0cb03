"""The rows of a box, those below a sub-header by the mapping that its words ask for, those below a band with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kuanggui.ingest.plan.fitting import Fit, match_columns
from kuanggui.ingest.plan.mapping import BoxMapping, Mapping
from kuanggui.ingest.plan.rows import Made, RowReader, Values
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.box import Box, Fill, RowRole
from kuanggui.model.plain import field_types
from kuanggui.model.plan.value import Gap, GapReason, Word


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows below a sub-header: they last as long as the cells in the `group` columns, left of its words, go on downwards."""

    fit: Fit | None
    group: tuple[int, ...]

    def holds(self, box: Box, row: int) -> bool:
        """Whether a row still belongs to the sub-header."""
        return all(box.rows[row].cells[column].fill is Fill.DOWN for column in self.group)


def read_rows(source: PlanSource, mapping: Mapping, box: Box, fit: Fit) -> Iterator[Made]:
    """What every body row gives, in order."""
    reader = RowReader(source, mapping, box)
    scope: Scope | None = None
    band: Word | None = None
    for index, row in enumerate(box.rows):
        if row.role is RowRole.SUBHEADER:
            scope = _open(box, index, fit)
            yield Made(fit.mapping.key, (), tuple(_unread(source, box, index, scope)))
        elif row.role is RowRole.GROUP:
            band = _band(source, box, index)
        else:
            scope = scope if scope and scope.holds(box, index) else None
            current = scope.fit if scope else fit
            if current is not None:
                yield reader.read(index, current, _given(current, band))


def _given(fit: Fit, band: Word | None) -> Values:
    takes_band = band is not None and "category" in field_types(fit.mapping.record) and "category" not in fit.columns
    return {"category": band} if takes_band else {}


def _band(source: PlanSource, box: Box, row: int) -> Word | None:
    words = (source.word(box, row, column) for column in range(len(box.columns)))
    return next((word for word in words if word is not None), None)


def _open(box: Box, row: int, fit: Fit) -> Scope:
    """Header words are those cells that neither come from above nor go on below, as the name of a group does."""
    own = [column for column in range(len(box.columns)) if _is_header_word(box, row, column)]
    texts = [(cell.value,) if column in own else () for column, cell in enumerate(box.rows[row].cells)]
    group = tuple(c for c in range(min(own, default=0)) if box.rows[row].cells[c].value)
    for entry in fit.mapping.below:
        columns = match_columns(texts, entry.fields)
        if entry.needs <= set(columns):
            return Scope(Fit(entry, columns | _inherited(entry, fit), ()), group)
    return Scope(None, group)


def _inherited(entry: BoxMapping, fit: Fit) -> dict[str, tuple[int, ...]]:
    return {field: fit.columns[field] for field in entry.inherit if field in fit.columns}


def _is_header_word(box: Box, row: int, column: int) -> bool:
    cell = box.rows[row].cells[column]
    below = box.rows[row + 1].cells[column] if row + 1 < len(box.rows) else None
    return bool(cell.value) and cell.fill is Fill.NONE and not (below and below.fill is Fill.DOWN)


def _unread(source: PlanSource, box: Box, row: int, scope: Scope) -> Iterator[Gap]:
    """A sub-header that no rule knows: the rows below it stay unread, and that is said."""
    if scope.fit is None:
        cells = box.rows[row].cells
        words = "/".join(cell.value for index, cell in enumerate(cells) if _is_header_word(box, row, index))
        yield Gap(box.id, "rows", GapReason.NOT_UNDERSTOOD, words, source.cell_place(box, row, 0))
