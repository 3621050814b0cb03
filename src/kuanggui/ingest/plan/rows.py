"""One record for each row of a box, or for each cell of a row that is spread over regions, years or minerals."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from typing import Any

from kuanggui.ingest.plan.cells import CellRow, Missing, is_enumeration, unknown_words, value_kind
from kuanggui.ingest.plan.finish import finish
from kuanggui.ingest.plan.fitting import Fit
from kuanggui.ingest.plan.mapping import BoxMapping, Mapping
from kuanggui.ingest.plan.names import read_in_name
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.ingest.plan.spread import spread_value
from kuanggui.model.box import Box, RowRole
from kuanggui.model.place import Place
from kuanggui.model.plain import field_types
from kuanggui.model.plan.value import Figure, Gap, GapReason, Word

Values = dict[str, Any]
WORDS_OF = {"value": "words", "target": "target_words", "done": "done_words"}


@dataclass(frozen=True, slots=True)
class Made:
    """What a row gave: records of one class with the gaps in them."""

    key: str
    records: tuple[Any, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one box by one mapping."""

    source: PlanSource
    mapping: Mapping
    box: Box

    def read(self, row: int, fit: Fit, given: Values) -> Made:
        """The records of a row; `given` holds values from elsewhere (a band above, the table around a sub-header)."""
        cells = CellRow(self.source, self.mapping, self.box, row)
        if self._is_left_out(cells, fit):
            return Made(fit.mapping.key)
        values, missing = self._values(cells, fit)
        values = given | values
        if fit.mapping.spread is not None:
            return self._spread(cells, fit, values)
        return self._whole(cells, fit, values, missing)

    def _is_left_out(self, cells: CellRow, fit: Fit) -> bool:
        """Blank rows, averages, rows that the mapping does not ask for, and sums unless it keeps them."""
        entry, labels = fit.mapping, self._labels(cells, fit)
        if not labels or any(self.mapping.averages.match(label) for label in labels):
            return True
        if entry.spread and entry.spread.rows and not entry.spread.rows.match(labels[0]):
            return True
        is_sum = self.box.rows[cells.row].role is RowRole.TOTAL or self.mapping.totals.match(labels[0])
        return is_sum and not entry.keeps_totals

    def _labels(self, cells: CellRow, fit: Fit) -> list[str]:
        """The words that say what the row is about."""
        needed = [column for field in sorted(fit.mapping.needs) for column in fit.columns.get(field, ())]
        others = [column for column in range(len(self.box.columns)) if column not in fit.spread]
        return [word.text for word in cells.words(needed)] or [word.text for word in cells.words(others)]

    def _values(self, cells: CellRow, fit: Fit) -> tuple[Values, list[Missing]]:
        types, found = field_types(fit.mapping.record), Values()
        for field, columns in fit.columns.items():
            found[field] = cells.value(field, types[field], columns)
        if fit.mapping.outer:
            found |= self._outer(cells, fit)
        words = {field: self._beside(cells, fit, field) for field in WORDS_OF if field in fit.columns}
        found |= {WORDS_OF[field]: word for field, word in words.items() if word and WORDS_OF[field] in types}
        values = {field: value for field, value in found.items() if not self._says_nothing(value)}
        missing = [value for value in found.values() if isinstance(value, Missing)]
        return values, missing + [gap for field, value in values.items() for gap in unknown_words(field, value)]

    def _says_nothing(self, value: Any) -> bool:
        """Nothing at all, or a word for everything (合计) where one thing would be named."""
        return (
            value is None
            or isinstance(value, Missing)
            or (isinstance(value, Word) and self.mapping.totals.match(value.text))
        )

    def _outer(self, cells: CellRow, fit: Fit) -> Values:
        """The name is the last of the words in its columns; those left of it fill the outer fields."""
        words = cells.words(fit.columns["name"])
        if not words:
            return {}
        return {"name": words[-1], **dict(zip(fit.mapping.outer, words[:-1], strict=False))}

    def _beside(self, cells: CellRow, fit: Fit, field: str) -> Word | None:
        """The words of a figure's cell, where there is more in it than the figure."""
        words = cells.words(fit.columns[field])
        return words[0] if words and any("\u3400" <= sign <= "\u9fff" for sign in words[0].text) else None

    def _whole(self, cells: CellRow, fit: Fit, values: Values, missing: list[Missing]) -> Made:
        key = f"{fit.mapping.key}/{self.box.id}/{cells.row + 1}"
        values = self._completed(values, fit.mapping)
        gaps = [lack.gap(key) for lack in missing if self._counts(lack, values, fit.mapping)]
        return self._made(key, self._row_place(cells, values), fit, values, gaps, cells)

    def _counts(self, lack: Missing, values: Values, entry: BoxMapping) -> bool:
        """A blank that may be one, or that was filled from elsewhere, is no gap; a mineral or region that nobody knows is."""
        if lack.reason is GapReason.UNKNOWN_WORD and lack.field in values:
            return True
        return lack.field not in values and lack.field not in entry.may_be_blank

    def _spread(self, cells: CellRow, fit: Fit, values: Values) -> Made:
        parts = [part for column in fit.spread if (part := self._spread_cell(cells, fit, values, column))]
        return Made(
            fit.mapping.key,
            tuple(record for part in parts for record in part.records),
            tuple(gap for part in parts for gap in part.gaps),
        )

    def _spread_cell(self, cells: CellRow, fit: Fit, values: Values, column: int) -> Made | None:
        """The record of one cell; none for a blank one, which says that there is nothing."""
        spread = fit.mapping.spread
        assert spread is not None
        key = f"{fit.mapping.key}/{self.box.id}/{cells.row + 1}/{column + 1}"
        figure = cells.value(spread.value, Figure, (column,))
        if isinstance(figure, Missing):
            if figure.reason is GapReason.EMPTY_CELL:
                return None
            return Made(fit.mapping.key, (), (figure.gap(key),))
        over = spread_value(self.source, self.mapping, self.box, column, fit)
        own = {spread.value: figure} | ({} if over is None else {spread.into: over})
        own |= self._mineral(cells, column, values)
        return self._made(key, figure.place, fit, self._completed(values | own, fit.mapping), [], cells)

    def _mineral(self, cells: CellRow, column: int, values: Values) -> Values:
        """The row's mineral with the ids found for its figure, which take all words of the row together (石灰岩, 水泥用)."""
        word, fact = values.get("mineral"), self.source.fact(self.box, cells.row, column)
        return {"mineral": replace(word, keys=fact.minerals)} if word and fact and fact.minerals else {}

    def _completed(self, values: Values, entry: BoxMapping) -> Values:
        """With what the name says, and what is the same for every row."""
        types = field_types(entry.record)
        for field in entry.from_name:
            for name in (values[part] for part in ("name", "group") if part in values and not values.get(field)):
                found = read_in_name(self.source, self.mapping, name, field, types[field])
                values |= {} if found is None else {field: found}
        for field, text in entry.fixed.items():
            if values.get(field) is None:
                values[field] = value_kind(types[field])[0](text) if is_enumeration(types[field]) else text
        return values

    def _row_place(self, cells: CellRow, values: Values) -> Place:
        named = (values.get(field) for field in ("name", "mineral", "region"))
        word = next((word for word in named if isinstance(word, Word)), None)
        return word.place if word else cells.words(range(len(self.box.columns)))[0].place

    def _made(self, key: str, place: Place, fit: Fit, values: Values, gaps: list[Gap], cells: CellRow) -> Made:
        """The record, or the reason why it cannot be made: a field without which it says nothing is missing."""
        lacks = [field for field in required(fit.mapping.record) if field not in values]
        if lacks:
            known = {gap.field for gap in gaps}
            more = [
                Gap(key, field, GapReason.NOT_UNDERSTOOD, place.quote, place) for field in lacks if field not in known
            ]
            return Made(fit.mapping.key, (), (*gaps, *more))
        record = fit.mapping.record(id=key, place=place, **values)
        return Made(fit.mapping.key, (finish(record, cells, fit),), tuple(gaps))


@cache
def required(record: Any) -> tuple[str, ...]:
    """The fields that a record cannot be without, id and place apart."""
    return tuple(f.name for f in fields(record) if f.default is MISSING and f.name not in {"id", "place"})
