"""How sure it is that two facts speak of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kuanggui.checks.audit.keys import Key
from kuanggui.checks.audit.moments import Horizon
from kuanggui.model.units import Basis
from kuanggui.regulation import is_kind_of, mineral, same_mineral


class Doubt(StrEnum):
    """Where the words of two facts leave open whether they mean the same."""

    MINERAL = "mineral"
    PERIOD = "period"
    BASIS = "basis"
    LISTING = "listing"
    LEVEL = "level"
    SCOPE = "scope"
    WORDS = "words"
    PARTLY = "partly"
    SIZE = "size"

    @property
    def label(self) -> str:
        """In Chinese."""
        return _LABELS[self][0]

    @property
    def label_en(self) -> str:
        """In English."""
        return _LABELS[self][1]


_LABELS = {
    Doubt.MINERAL: ("矿种名称不完全相同", "the minerals are not named alike"),
    Doubt.PERIOD: ("年份有一处未写明", "one of the years is not said"),
    Doubt.BASIS: ("计量基础（矿石量、金属量等）有一处未写明", "one of the quantity bases is not said"),
    Doubt.LISTING: ("是否只含上表部分有一处未写明", "one does not say whether it has listed deposits only"),
    Doubt.LEVEL: ("规划或发证级别有一处未写明", "one does not say the level"),
    Doubt.SCOPE: ("统计范围有一处未写明", "one does not say its scope"),
    Doubt.PARTLY: ("所含矿种有多有少", "one has more minerals than the other"),
    Doubt.SIZE: ("矿山规模范围有一处未写明", "one does not say of what size of mines it is"),
    Doubt.WORDS: ("用词不同", "the wording differs"),
}
HEAVY = frozenset({Doubt.WORDS, Doubt.LEVEL, Doubt.PARTLY, Doubt.SIZE})
CUMULATIVE = frozenset({"new_resources", "restored_area", "reclaimed_area", "investment", "withdrawn_area"})
# What a plan sets itself rather than finds: without a year it is for the planning period.
PLANNED = frozenset(
    {
        "exploration_block_count",
        "mining_block_count",
        "survey_area_count",
        "exploration_area_count",
        "key_mining_area_count",
        "concentrated_area_count",
        "reserve_area_count",
        "restoration_zone_count",
        "energy_base_count",
    }
)
# Where a word more or less means another thing: 财政资金 is not 资金.
NAMED = frozenset(
    {
        "investment",
        "value_added",
        "gdp",
        "output_value",
        "population",
        "project_count",
        "share",
        "growth_rate",
        "mineral_kind_count",
    }
)
DOUBTFUL = {"listed": Doubt.LISTING, "existing": Doubt.SCOPE, "associated": Doubt.SCOPE, "cumulative": Doubt.SCOPE}
LEVELS = frozenset({"provincial", "municipal", "national", "county"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two keys that may mean one thing, and what is in doubt."""

    doubts: frozenset[Doubt]

    @property
    def weight(self) -> int:
        """0 when nothing is in doubt."""
        return sum(2 if doubt in HEAVY else 1 for doubt in self.doubts)


def compare(one: Key, other: Key, horizon: Horizon) -> Likeness | None:
    """How alike two keys are; None when they plainly mean different things."""
    if one.sort != other.sort or not same_attribute(one, other) or one.regions != other.regions:
        return None
    if one.thing != other.thing:
        return None
    doubts: set[Doubt] = set()
    for judge in _JUDGES:
        found = judge(one, other, horizon)
        if found is None:
            return None
        doubts |= set(found)
    return Likeness(frozenset(doubts))


def same_attribute(one: Key, other: Key) -> bool:
    """Whether the attributes are one, or output and what a cap on output has come to."""
    if one.attribute == other.attribute:
        return True
    return {one.attribute, other.attribute} == {"output", "annual_output_cap"}


def _minerals(one: Key, other: Key, horizon: Horizon) -> tuple[Doubt, ...] | None:
    if one.minerals == other.minerals:
        return ()
    if not one.minerals or not other.minerals:
        return (Doubt.MINERAL,) if one.attribute in PLANNED and one.guessed and other.guessed else None
    if _covers(one, other, same_mineral) and _covers(other, one, same_mineral):
        return ()
    if _covers(one, other, _akin) and _covers(other, one, _akin):
        return (Doubt.MINERAL,)
    return (Doubt.PARTLY,) if one.minerals < other.minerals or other.minerals < one.minerals else None


def _covers(one: Key, other: Key, alike: Callable[[str, str], bool]) -> bool:
    return all(any(alike(a, b) for b in other.minerals) for a in one.minerals)


def _akin(one: str, other: str) -> bool:
    return is_kind_of(one, other) or is_kind_of(other, one)


def _periods(one: Key, other: Key, horizon: Horizon) -> tuple[Doubt, ...] | None:
    a, b = one.moment, other.moment
    if a is None or b is None:
        return () if a == b or one.attribute in PLANNED else (Doubt.PERIOD,)
    if a.is_same(b):
        sure = a.said == b.said or one.attribute in PLANNED or (one.goal and other.goal)
        return () if sure else (Doubt.PERIOD,)
    cumulative = one.attribute in CUMULATIVE or "closed" in one.scope & other.scope
    if a.is_span != b.is_span and a.end == b.end and cumulative:
        return (Doubt.PERIOD,)
    return None


def _basis(one: Key, other: Key, horizon: Horizon) -> tuple[Doubt, ...] | None:
    a, b = one.basis, other.basis
    if a == b:
        return ()
    if a is not None and b is not None:
        return None
    silent = one if a is None else other
    return () if _usual_basis(silent) == (a or b) else (Doubt.BASIS,)


def _usual_basis(key: Key) -> Basis | None:
    """What the minerals are counted in unless something else is said."""
    usual = {mineral(code).bases[0] for code in key.minerals if mineral(code).bases}
    return usual.pop() if len(usual) == 1 else None


def _scopes(one: Key, other: Key, horizon: Horizon) -> tuple[Doubt, ...] | None:
    differing = set(one.scope ^ other.scope) - {"accounting"}
    if one.attribute == "new_resources":
        differing -= {"new", "cumulative"}
    if one.attribute in PLANNED and "existing" in differing:
        return None
    if one.sort == "ratio" and differing == {"large_medium"}:
        return (Doubt.SIZE,)
    if "target" in differing and one.goal and other.goal:
        differing.discard("target")
    if "achieved" in differing and not one.goal and not other.goal:
        differing.discard("achieved")
    if not differing <= set(DOUBTFUL) | LEVELS:
        return None
    if one.scope & LEVELS and other.scope & LEVELS and differing & LEVELS:
        return None
    return tuple(_doubts_of(differing))


def _doubts_of(differing: set[str]) -> Iterator[Doubt]:
    for value in differing:
        yield Doubt.LEVEL if value in LEVELS else DOUBTFUL[value]


def _words(one: Key, other: Key, horizon: Horizon) -> tuple[Doubt, ...] | None:
    a, b = one.words, other.words
    if a == b:
        return ()
    if one.attribute in NAMED:
        return None
    if not a or not b:
        return (Doubt.WORDS,)
    shared = len(set(a) & set(b)) / min(len(set(a)), len(set(b)))
    return (Doubt.WORDS,) if shared >= 0.6 else None


_JUDGES: tuple[Callable[[Key, Key, Horizon], tuple[Doubt, ...] | None], ...] = (
    _minerals,
    _periods,
    _basis,
    _scopes,
    _words,
)
