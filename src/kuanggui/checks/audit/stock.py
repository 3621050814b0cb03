"""The mines of an area by mineral group and size, wherever the text counts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.axes import REGIONS, value_of
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.sums import Term
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Relation

ALL = "all"
SIZES = frozenset({"large", "medium", "small", "large_medium"})
GROUPS = frozenset({"non_coal"})
# Group and size of a total, and those of the members that make it up.
Cell = tuple[str, str]
SUMS: tuple[tuple[Cell, tuple[Cell, ...]], ...] = (
    *(((group, "large_medium"), ((group, "large"), (group, "medium"))) for group in (ALL, "coal", "non_coal")),
    *(((ALL, size), (("coal", size), ("non_coal", size))) for size in (ALL, *sorted(SIZES))),
    ((ALL, "large_medium"), (("coal", "large_medium"), ("non_coal", "large"), ("non_coal", "medium"))),
)


@dataclass(frozen=True, slots=True)
class StockSum:
    """A number of mines and members elsewhere in the text that make it up."""

    total: Fact
    terms: tuple[Term, ...]


def stock_sums(case: AuditCase) -> Iterator[StockSum]:
    """Every number of mines whose members are counted elsewhere, each once; members with two different numbers are left out."""
    counted = _counted(case)
    for cell, members in SUMS:
        known = [counted[member] for member in members]
        if not all(known) or any(len({fact.quantity.low for fact in facts}) > 1 for facts in known):
            continue
        terms = tuple(Term(facts[0]) for facts in known)
        yield from (StockSum(total, terms) for total in counted[cell] if not _together(total, terms))


def _together(total: Fact, terms: Sequence[Term]) -> bool:
    """Whether total and members stand in one sentence, where they are weighed as whole and parts."""
    return all((term.fact.clause, term.fact.sentence) == (total.clause, total.sentence) for term in terms)


def _counted(case: AuditCase) -> Mapping[Cell, list[Fact]]:
    found: defaultdict[Cell, list[Fact]] = defaultdict(list)
    former = {change.before for change in case.reading.changes}
    for fact in case.facts_about["mine_count"]:
        if fact.id not in former and (cell := _cell(fact)):
            found[cell].append(fact)
    return found


def _cell(fact: Fact) -> Cell | None:
    """Group and size of a count of present mines of the whole area; None for any other count."""
    rest = set(fact.qualifiers) - SIZES - GROUPS
    later = fact.period is not None and fact.period.kind == "by"
    if fact.box or rest or later or value_of(fact, REGIONS) or fact.quantity.relation is not Relation.EQUAL:
        return None
    if fact.minerals not in {(), ("coal",)} or fact.quantity.is_range or fact.quantity.addends:
        return None
    group = "coal" if fact.minerals else next(iter(GROUPS & set(fact.qualifiers)), ALL)
    return group, next(iter(SIZES & set(fact.qualifiers)), ALL)
