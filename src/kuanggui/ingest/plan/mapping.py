"""What the mapping data says: which boxes become which records, and which words stand for which field or value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kuanggui.ingest.plan.wildcards import Patterns


@dataclass(frozen=True, slots=True)
class Spread:
    """One record for each cell of a row: `over` says what the columns are (region, year, mineral, or a vocabulary).

    The column's word goes into the field `into`, the figure of the cell into `value`; `rows` limits the rows to those so labelled.
    """

    over: str
    into: str
    value: str
    rows: Patterns | None


@dataclass(frozen=True, slots=True)
class BoxMapping:
    """How a kind of box becomes records of the class `record`.

    `captions` and `unless` say which captions fit, `needs` which fields must have a column. `fixed` gives fields one value for
    all rows, `from_name` reads them in the name where no column has them, `outer` fields take the words left of the name, `inherit`
    fields are those of the table above a sub-header. With `items` the lines of a list are records too.
    """

    record: Any
    key: str
    captions: Patterns
    unless: Patterns
    fields: dict[str, Patterns]
    needs: frozenset[str]
    outer: tuple[str, ...]
    fixed: dict[str, str]
    from_name: tuple[str, ...]
    may_be_blank: frozenset[str]
    spread: Spread | None
    inherit: tuple[str, ...]
    items: bool
    keeps_totals: bool
    below: tuple[BoxMapping, ...]


@dataclass(frozen=True, slots=True)
class FactWords:
    """Which attributes of facts become which records; keys and values are attributes, qualifiers and values of the model."""

    blocks: dict[str, str]
    blocks_by_heading: frozenset[str]
    block_headings: dict[str, Patterns]
    block_areas: frozenset[str]
    caps: frozenset[str]
    mine_numbers: frozenset[str]
    no_limits: frozenset[str]
    large_medium_shares: frozenset[str]
    recoveries: dict[str, str]
    recovery_subjects: dict[str, Patterns]
    restoration: frozenset[str]
    levels: dict[str, str]


@dataclass(frozen=True, slots=True)
class NamedArea:
    """A kind of zone that running text names: the words that announce it, the endings of its names, and those they never have."""

    kind: str
    topics: tuple[str, ...]
    endings: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextWords:
    """Words and expressions of running text, compiled."""

    terms: dict[str, tuple[re.Pattern[str], ...]]
    named_areas: tuple[NamedArea, ...]
    lead_ins: tuple[str, ...]
    generic_names: tuple[str, ...]
    distribution: re.Pattern[str]
    project_chapters: Patterns
    schedule: re.Pattern[str]
    annex_title: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Mapping:
    """The whole mapping data."""

    boxes: tuple[BoxMapping, ...]
    vocabularies: dict[str, dict[str, Patterns]]
    totals: Patterns
    averages: Patterns
    facts: FactWords
    text: TextWords

    def meaning(self, vocabulary: str, words: str) -> str | None:
        """The value that a vocabulary gives for printed words."""
        entries = self.vocabularies[vocabulary].items()
        return next((value for value, patterns in entries if patterns.match(words)), None)
