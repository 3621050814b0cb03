"""Words of headers and row labels that say how figures hang together, from `data/table_words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kuanggui.checks.audit.words import read_words

_BRACKETS = re.compile(r"[（(\[][^（()）\[\]]*[)）\]]")


@dataclass(frozen=True, slots=True)
class Order:
    """Header words whose figures rise in this order; unless `strict` the rows tell whether they rise or fall.

    An order that is not strict is looked for only in measures, under headers or titles that match `about`.
    """

    strict: bool
    about: re.Pattern[str]
    words: tuple[re.Pattern[str], ...]

    def rank(self, header: str) -> int | None:
        """Where a header stands in the order; None if it does not."""
        ranks = (rank for rank, pattern in enumerate(self.words) if pattern.fullmatch(header))
        return next(ranks, None)


@dataclass(frozen=True, slots=True)
class TableWords:
    """Compiled patterns, matched against whole labels without blanks and brackets."""

    totals: tuple[tuple[re.Pattern[str], int], ...]
    whole_area: re.Pattern[str]
    whole_columns: re.Pattern[str]
    not_added: re.Pattern[str]
    average: re.Pattern[str]
    overlap: re.Pattern[str]
    none: re.Pattern[str]
    name_header: re.Pattern[str]
    each: tuple[str, ...]
    calculated: tuple[tuple[str, re.Pattern[str]], ...]
    of_which: re.Pattern[str]
    plain_total: re.Pattern[str]
    group_head: re.Pattern[str]
    not_added_dimensions: frozenset[str]
    partitions: tuple[tuple[re.Pattern[str], ...], ...]
    year_header: re.Pattern[str]
    orders: tuple[Order, ...]

    def total_rank(self, label: str) -> int:
        """0 for what is no total, otherwise the higher the more it embraces."""
        return _total_rank(bare(label))

    def is_whole_area(self, label: str) -> bool:
        """Whether a label names the area of the plan."""
        return bool(self.whole_area.fullmatch(bare(label)))

    def is_plain_total(self, label: str) -> bool:
        """Whether a label calls something a sum in so many words."""
        return bool(self.plain_total.search(bare(label)))

    def is_group_head(self, label: str) -> bool:
        """Whether a label is numbered as the head of the rows below it."""
        return bool(self.group_head.fullmatch(bare(label)))

    def make_up_everything(self, headers: Sequence[str]) -> bool:
        """Whether header words divide one thing up: years, or different words of one partition."""
        words = [bare(header) for header in headers]
        if all(self.year_header.fullmatch(word) for word in words):
            return True
        places = (
            [next((i for i, p in enumerate(parts) if p.fullmatch(w)), -1) for w in words] for parts in self.partitions
        )
        return any(-1 not in found and len(set(found)) == len(found) for found in places)

    def calculation(self, label: str) -> str:
        """How a label says its figures are calculated: compound, growth, difference, ratio, average, running, or empty."""
        word = re.sub(r"\s", "", label)
        return next((kind for kind, pattern in self.calculated if pattern.fullmatch(word)), "")

    def is_added(self, label: str) -> bool:
        """Whether figures under a label may be added up."""
        return not self.not_added.fullmatch(bare(label)) and "%" not in label


@lru_cache(maxsize=4096)
def bare(label: str) -> str:
    """A label without blanks and brackets."""
    return re.sub(r"\s", "", _BRACKETS.sub("", label))


@cache
def table_words() -> TableWords:
    """The shipped words, read once."""
    data = read_words("table_words")
    return TableWords(
        totals=tuple((re.compile(entry["pattern"]), entry["rank"]) for entry in data["totals"]),
        each=tuple(data["each"]),
        partitions=tuple(tuple(re.compile(word) for word in words) for words in data["partitions"]),
        not_added_dimensions=frozenset(data["not_added_dimensions"]),
        orders=tuple(
            Order(o["strict"], re.compile(o["about"]), tuple(re.compile(w) for w in o["words"])) for o in data["orders"]
        ),
        calculated=tuple((kind, re.compile(pattern)) for kind, pattern in data["calculated"].items()),
        **{name: re.compile(data[name]) for name in TableWords.__slots__ if isinstance(data[name], str)},
    )


@lru_cache(maxsize=4096)
def _total_rank(word: str) -> int:
    words = table_words()
    if words.whole_area.fullmatch(word):
        return 2
    return next((rank for pattern, rank in words.totals if pattern.fullmatch(word)), 0)
