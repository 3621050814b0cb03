"""What tells the parts of a whole apart, and when parts leave nothing out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kuanggui.model.fact import Fact
from kuanggui.regulation import children

MINERALS, REGIONS, YEARS = "minerals", "regions", "years"
MANY_YEARS = 3  # from so many years on end parts are taken to be year by year

# Values of one qualifier axis that together are everything.
COMPLEMENTS: tuple[frozenset[str], ...] = (
    frozenset({"listed", "unlisted"}),
    frozenset({"occupied", "unoccupied"}),
    frozenset({"large", "medium", "small"}),
    frozenset({"large_medium", "small"}),
    frozenset({"operating", "under_construction", "stopped"}),
    frozenset({"provincial", "municipal"}),
    frozenset({"legacy", "current"}),
    frozenset({"public", "private"}),
    frozenset({"inside", "outside"}),
    frozenset({"urban", "rural"}),
    frozenset({"primary", "secondary", "tertiary"}),
    frozenset({"exploration_final", "detailed", "general", "preliminary"}),
)

# Values that are everything for one attribute: green mines are listed by the state or the province.
COMPLEMENTS_OF: dict[str, frozenset[str]] = {"green_mine_count": frozenset({"national", "provincial"})}

# Values that exclude each other though they need not be everything.
AXES: dict[str, frozenset[str]] = {
    "listing": frozenset({"listed", "unlisted"}),
    "use": frozenset({"occupied", "unoccupied"}),
    "size": frozenset({"large", "medium", "small", "large_medium"}),
    "status": frozenset({"operating", "under_construction", "stopped", "closed"}),
    "level": frozenset({"national", "provincial", "municipal", "county"}),
    "setting": frozenset({"planned", "existing"}),
    "funding": frozenset({"public", "private"}),
    "settlement": frozenset({"urban", "rural"}),
    "position": frozenset({"inside", "outside"}),
    "industry": frozenset({"primary", "secondary", "tertiary"}),
    "origin": frozenset({"legacy", "current"}),
    "stage": frozenset({"exploration_final", "detailed", "general", "preliminary"}),
}

# Values that hold others.
UNIONS: dict[str, frozenset[str]] = {"large_medium": frozenset({"large", "medium"})}


def is_remainder(fact: Fact) -> bool:
    """Whether the fact is what is left (其他, 其余)."""
    return "other" in fact.qualifiers


def value_of(fact: Fact, axis: str) -> tuple[str, ...]:
    """What a fact says on an axis by itself, empty when it says nothing."""
    if axis == MINERALS:
        return () if "minerals" in fact.inherited else fact.minerals
    if axis == REGIONS:
        return () if "regions" in fact.inherited else fact.regions
    if axis == YEARS:
        own = fact.period is not None and fact.period.kind == "year" and "period" not in fact.inherited
        return (str(fact.period.start),) if fact.period and own else ()
    return tuple(value for value in fact.qualifiers if value in AXES[axis])


def shared_axis(parts: Sequence[Fact]) -> str | None:
    """The axis on which all parts, a remainder left aside, say something different."""
    named = [part for part in parts if not is_remainder(part)]
    for axis in (*AXES, REGIONS, YEARS, MINERALS):
        values = [value_of(part, axis) for part in named]
        if all(values) and len(set(values)) == len(values) > 0:
            return axis
    return None


def are_of_different_kinds(parts: Sequence[Fact]) -> bool:
    """Whether two parts are told apart by different things (国家级18座，煤矿30座), so that they may well be the same ones."""
    marks: list[set[str]] = [set() for _ in parts]
    for axis in (*AXES, REGIONS, MINERALS):
        values = [value_of(part, axis) for part in parts]
        constant = len({value for value in values if value}) == 1  # said of the first, and carried on from it
        for mark, value in zip(marks, values, strict=True):
            if value:
                mark.add(axis)
                if constant:
                    break
    known = [mark for mark in marks if mark]
    return any(not one & other for one in known for other in known)


def are_coal_and_others(parts: Sequence[Fact]) -> bool:
    """煤矿138座，非煤矿山374座."""
    return (
        len(parts) == 2
        and any(p.minerals == ("coal",) for p in parts)
        and any("non_coal" in p.qualifiers for p in parts)
    )


def are_all_funds(parts: Sequence[Fact]) -> bool:
    """Whether money is split into public sources (of several levels) and private ones."""
    sources = [value_of(part, "funding") for part in parts]
    return bool(parts) and all(sources) and {source for values in sources for source in values} == AXES["funding"]


def leaves_nothing_out(parts: Sequence[Fact], axis: str | None, home: str | None) -> bool:
    """Whether the parts are all there can be: every value of an axis, every county, years on end, or a remainder among them."""
    if any(is_remainder(part) for part in parts) or are_coal_and_others(parts) or are_all_funds(parts):
        return True
    if axis is None or not parts:
        return False
    said = {value for part in parts for value in value_of(part, axis)}
    if axis == REGIONS:
        return home is not None and said >= _counties(home)
    if axis == YEARS:
        return len(said) >= MANY_YEARS and int(max(said)) - int(min(said)) + 1 == len(said)
    own = COMPLEMENTS_OF.get(parts[0].attribute)
    return any(said >= everything for everything in (*COMPLEMENTS, *([own] if own else [])))


def _counties(home: str) -> set[str]:
    now = date.max
    return {entry.code for entry in children(home, as_of=now)} or {home}
