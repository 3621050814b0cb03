"""What the plan sets: indicators, caps, limits on the number of mines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kuanggui.model.place import Place
from kuanggui.model.plan.value import Figure, Word, Years


class Nature(StrEnum):
    """How far an indicator binds."""

    EXPECTED = "expected"  # 预期性
    BINDING = "binding"  # 约束性


@dataclass(frozen=True, slots=True)
class Indicator:
    """A planning indicator. Relation, unit and basis are those of `value`; `words` keeps a target that is no figure."""

    id: str
    place: Place
    name: Word
    category: Word | None = None
    group: Word | None = None
    mineral: Word | None = None
    target_year: Years | None = None
    value: Figure | None = None
    words: Word | None = None
    base_value: Figure | None = None
    nature: Nature | None = None
    remarks: Word | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """A yearly total that the plan sets for a mineral. `measure` is a key of the attribute lexicon, `fact` or `indicator` its source."""

    id: str
    place: Place
    measure: str
    value: Figure
    mineral: Word | None = None
    year: Years | None = None
    indicator: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class MineLimit:
    """The number of mines a plan sets for a mineral: in total, of these existing and new, and the share of large and medium ones."""

    id: str
    place: Place
    mineral: Word | None = None
    category: Word | None = None
    year: Years | None = None
    mines: Figure | None = None
    existing: Figure | None = None
    new: Figure | None = None
    large_medium_share: Figure | None = None
    nature: Nature | None = None
    fact: str | None = None


class DepositSize(StrEnum):
    """Size classes of deposits."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class MinimumScale:
    """The least production scale of a new mine on a deposit of a size."""

    id: str
    place: Place
    mineral: Word
    deposit_size: DepositSize
    value: Figure
