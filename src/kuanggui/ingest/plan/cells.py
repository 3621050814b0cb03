"""Turning the cells of a row into the values of a record's fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from kuanggui.ingest.plan.fitting import YEAR_WORD
from kuanggui.ingest.plan.mapping import Mapping
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.ingest.plan.wildcards import plain
from kuanggui.model.box import Box
from kuanggui.model.place import Place
from kuanggui.model.plan.value import Figure, Gap, GapReason, Word, Years
from kuanggui.regulation.unit_catalogue import unit_catalogue

LIST_SIGNS = re.compile(r"[、，,；;和及与]|以及")
DASHES = {"-", "—", "——", "–", "－", "/", "\\", "无", "－－", "--"}
MINERAL_FIELDS = {"mineral", "minerals"}
REGION_FIELDS = {"region", "regions", "distribution"}


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that got no value, with what is printed instead."""

    field: str
    reason: GapReason
    words: str = ""
    place: Place | None = None

    def gap(self, item: str) -> Gap:
        """The gap in the record with this id."""
        return Gap(item, self.field, self.reason, self.words, self.place)


def unknown_words(field: str, value: Any) -> list[Missing]:
    """The words of a mineral or region field that no catalogue knows."""
    if field not in MINERAL_FIELDS | REGION_FIELDS or field == "distribution":
        return []
    words = value if isinstance(value, tuple) else (value,)
    return [
        Missing(field, GapReason.UNKNOWN_WORD, w.text, w.place) for w in words if isinstance(w, Word) and not w.keys
    ]


@dataclass(frozen=True, slots=True)
class CellRow:
    """A body row of a box, from which field values are read."""

    source: PlanSource
    mapping: Mapping
    box: Box
    row: int

    def words(self, columns: Sequence[int]) -> list[Word]:
        """The words of the cells that have some, from left to right."""
        found = (self.source.word(self.box, self.row, column) for column in columns)
        return [word for word in found if word is not None and plain(word.text) not in DASHES]

    def value(self, field: str, annotation: Any, columns: Sequence[int]) -> Any:
        """The value of a field, or Missing."""
        kind, many = value_kind(annotation)
        words = self.words(columns)
        if field in MINERAL_FIELDS:
            words = [word for word in words if plain(word.text) not in unit_catalogue().bases] or words
        if kind is Figure:
            return self._figure(field, columns, words)
        if not words:
            return Missing(field, GapReason.EMPTY_CELL, place=self.source.cell_place(self.box, self.row, columns[0]))
        if many:
            return split_words(self.source, field, words[0])
        if kind is Word:
            return keyed(self.source, field, joined(words))
        if kind is Years:
            return self._years(field, columns[0], words[0])
        return self._member(field, kind, words[0])

    def _figure(self, field: str, columns: Sequence[int], words: Sequence[Word]) -> Figure | Missing:
        for column in columns:
            figure = self.source.figure(self.box, self.row, column)
            if figure is not None:
                return figure
        if words:
            return Missing(field, GapReason.NO_FIGURE, words[0].text, words[0].place)
        return Missing(field, GapReason.EMPTY_CELL, place=self.source.cell_place(self.box, self.row, columns[0]))

    def _years(self, field: str, column: int, word: Word) -> Years | Missing:
        """The year of a row, or all years of the rows above and below for a sum."""
        texts = [word.text]
        if self.mapping.totals.match(word.text):
            texts = [row.cells[column].value for row in self.box.rows]
        years = [int(match["year"]) for text in texts if (match := YEAR_WORD.fullmatch(plain(text)))]
        if not years:
            return Missing(field, GapReason.UNKNOWN_WORD, word.text, word.place)
        return Years(min(years), max(years), word.place)

    def _member(self, field: str, kind: Any, word: Word) -> Any:
        """A member of an enumeration, by the vocabulary that has the field's name."""
        meaning = self.mapping.meaning(field, word.text)
        return Missing(field, GapReason.UNKNOWN_WORD, word.text, word.place) if meaning is None else kind(meaning)


def value_kind(annotation: Any) -> tuple[Any, bool]:
    """The type of a field without its None, and whether the field holds several."""
    if get_origin(annotation) in (UnionType, Union):
        (annotation,) = [part for part in get_args(annotation) if part is not NoneType]
    return (get_args(annotation)[0], True) if get_origin(annotation) is tuple else (annotation, False)


def is_enumeration(annotation: Any) -> bool:
    """Whether a field holds a member of an enumeration."""
    kind, _ = value_kind(annotation)
    return isinstance(kind, type) and issubclass(kind, Enum)


def joined(words: Sequence[Word]) -> Word:
    """The words of several cells as one, a stroke between them; its place is that of the first."""
    if len(words) == 1:
        return words[0]
    return Word("/".join(word.text for word in words), words[0].place, inferred=words[0].inferred)


def keyed(source: PlanSource, field: str, word: Word) -> Word:
    """The word with the minerals or divisions it stands for, if the field holds such."""
    if field in MINERAL_FIELDS:
        return Word(word.text, word.place, source.minerals(word.text), word.inferred)
    if field in REGION_FIELDS:
        codes = dict.fromkeys(code for _, _, code in source.regions(word.text))
        return Word(word.text, word.place, tuple(codes), word.inferred)
    return word


def split_words(source: PlanSource, field: str, word: Word) -> tuple[Word, ...]:
    """The items of a list in one cell, each with its keys; an item that is no mineral or division has none."""
    items, start = [], 0
    for match in [*LIST_SIGNS.finditer(word.text), None]:
        end = match.start() if match else len(word.text)
        text = word.text[start:end].strip()
        if text:
            items.append(keyed(source, field, Word(text, word.place, inferred=word.inferred)))
        start = match.end() if match else end
    return tuple(items)
