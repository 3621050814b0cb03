"""Finding the mapping for a box, and which of its columns hold which field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kuanggui.ingest.plan.mapping import BoxMapping, Mapping
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.ingest.plan.wildcards import Patterns, plain
from kuanggui.model.box import Box

YEAR_WORD = re.compile(r"(?P<year>(?:19|20)\d{2})年?度?末?")
FEWEST_SPREAD = 2

Columns = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Fit:
    """A mapping that a box fits: the columns of every field, and the columns that are spread into records."""

    mapping: BoxMapping
    columns: Columns
    spread: tuple[int, ...]

    @property
    def is_list(self) -> bool:
        """Whether the lines of the box are the records."""
        return self.mapping.items and not self.mapping.needs <= set(self.columns)


def fit_box(box: Box, source: PlanSource, mapping: Mapping) -> Fit | str:
    """The first mapping that a box fits, or the reason why none does."""
    named = [entry for entry in mapping.boxes if entry.captions.match(box.title) and not entry.unless.match(box.title)]
    if not named:
        return "没有适合这个题名的对应规则"
    for entry in named:
        found = _fit_columns(box, source, mapping, entry)
        if found is not None:
            return found
    return _what_lacks(box, named)


def _fit_columns(box: Box, source: PlanSource, mapping: Mapping, entry: BoxMapping) -> Fit | None:
    columns = match_columns(header_words(box), entry.fields)
    if entry.items and box.items and not entry.needs <= set(columns):
        return Fit(entry, {}, ())
    if not box.rows or not entry.needs <= set(columns):
        return None
    spread = _spread_columns(box, source, mapping, entry, columns)
    if entry.spread and len(spread) < FEWEST_SPREAD:
        return None
    return Fit(entry, columns, spread)


def header_words(box: Box) -> list[tuple[str, ...]]:
    """For every column the texts that a pattern may match: the whole header, and its last word."""
    return [(column.name, *[word for word in column.header if word][-1:]) for column in box.columns]


def match_columns(texts: Sequence[Sequence[str]], fields: dict[str, Patterns]) -> Columns:
    """The columns of every field that has some: those that its best matching pattern matches."""
    columns: Columns = {}
    for field, patterns in fields.items():
        ranks = {index: rank for index, words in enumerate(texts) if (rank := _best(patterns, words)) is not None}
        if ranks:
            columns[field] = tuple(index for index, rank in ranks.items() if rank == min(ranks.values()))
    return columns


def _best(patterns: Patterns, words: Sequence[str]) -> int | None:
    return min((rank for word in words if (rank := patterns.rank(word)) is not None), default=None)


def _spread_columns(
    box: Box, source: PlanSource, mapping: Mapping, entry: BoxMapping, columns: Columns
) -> tuple[int, ...]:
    """The columns whose header is what the mapping spreads over, sums of them included."""
    if entry.spread is None:
        return ()
    taken = {index for indexes in columns.values() for index in indexes}
    free = [index for index in range(len(box.columns)) if index not in taken]
    kinds = [index for index in free if _is_spread(box, index, source, mapping, entry.spread.over)]
    if len(kinds) < FEWEST_SPREAD:
        return ()
    sums = [index for index in free if mapping.totals.match(last_word(box, index))]
    return tuple(sorted({*kinds, *sums}))


def last_word(box: Box, column: int) -> str:
    """The lowest header word of a column."""
    return next((word for word in reversed(box.columns[column].header) if word), "")


def _is_spread(box: Box, column: int, source: PlanSource, mapping: Mapping, over: str) -> bool:
    word = last_word(box, column)
    if not word or mapping.totals.match(word):
        return False
    if over == "year":
        return bool(YEAR_WORD.fullmatch(plain(word)))
    if over == "region":
        return any(end - start == len(word) for start, end, _ in source.regions(word))
    if over == "mineral":
        return bool(source.minerals(box.columns[column].name))
    return mapping.meaning(over, word) is not None


def _what_lacks(box: Box, named: Sequence[BoxMapping]) -> str:
    """Why a box whose caption is known gave nothing: no rule finds its columns."""
    if not box.rows and not box.items:
        return "没有表体"
    texts = header_words(box)
    lacks = [sorted(entry.needs - set(match_columns(texts, entry.fields))) for entry in named]
    fewest = min(lacks, key=len)
    names = "、".join(column.name or "（无）" for column in box.columns)
    return f"题名像 {named[lacks.index(fewest)].key}，但列名对不上（缺 {'、'.join(fewest) or '可展开的列'}）；列名：{names}"
