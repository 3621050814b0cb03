"""Enumerations whose total is not in their own phrase: runs of like figures that differ in one thing, and the total in front of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kuanggui.checks.audit.axes import AXES, MINERALS, REGIONS, YEARS, is_remainder, leaves_nothing_out, value_of
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.partitions import times
from kuanggui.checks.audit.sums import Balance, Term, balance, comparable
from kuanggui.model.fact import BreakdownKind, Fact
from kuanggui.model.quantity import Relation

REMAINDER = "remainder"
SEMICOLON = re.compile(r"[；;]")
RESTATED = re.compile(r"(?:约?合(?!计)|约?折|相当于|较|比)")
TOTAL = re.compile(r"共|总|合计|全[市县省区]")
SHORTEST = 3
CLAUSES_BACK = 2
# How far a sum may be off the total in front of it and still be meant as its parts.
FARTHEST = 3
VAGUE = frozenset({"", "mine_count"})
KIN = (
    frozenset({"block_count", "exploration_block_count"}),
    frozenset({"block_count", "mining_block_count"}),
    frozenset({"mineral_right_count", "exploration_right_count"}),
    frozenset({"mineral_right_count", "mining_right_count"}),
    frozenset({"exploration_right_count", "exploration_block_count"}),
    frozenset({"mining_right_count", "mine_count"}),
    frozenset({"value_added", "gdp"}),
    frozenset({"area", "land_area"}),
)


@dataclass(frozen=True, slots=True)
class Series:
    """A run of like figures, the one thing in which they differ, and whether they leave nothing out; `total` stands in front of it."""

    terms: tuple[Term, ...]
    axis: str
    closed: bool
    total: Fact | None = None

    @property
    def parts(self) -> tuple[Fact, ...]:
        """The figures."""
        return tuple(term.fact for term in self.terms)

    def balance(self) -> Balance:
        """The sum against the total."""
        assert self.total is not None
        return balance(self.terms, self.total.quantity)


@once_per_case
def series(case: AuditCase) -> list[Series]:
    """Every run of running text that is not parts of a whole already, in reading order."""
    found = [run for clause in case.reading.clauses for run in _in_clause(case, case.facts_in_clause[clause.id])]
    return [*found, *(anew for run in found for anew in _divided_anew(case, run))]


def _divided_anew(case: AuditCase, run: Series) -> Iterator[Series]:
    """甲3个、乙5个；丙4个，丁2个，其他2个: a later item of the sentence that ends with a remainder divides the same total."""
    last = run.parts[-1]
    if not (run.closed and run.total and run.balance().holds):
        return
    text = case.clauses[last.clause or ""].text.text
    rest = [f for f in case.facts_in_clause[last.clause or ""] if f.sentence == last.sentence and f.start >= last.end]
    items: dict[int, list[Fact]] = {}
    for fact in rest:
        if _sort(fact) == _sort(last) and _plain(fact):
            items.setdefault(len(SEMICOLON.findall(text, last.end, fact.start)), []).append(fact)
    for number, facts in items.items():
        if number and len(facts) > 1 and is_remainder(facts[-1]):
            yield Series(tuple(Term(fact) for fact in facts), REMAINDER, closed=True, total=run.total)


def _in_clause(case: AuditCase, facts: Sequence[Fact]) -> Iterator[Series]:
    bound = _wholes_and_full_parts(case)
    free = [fact for fact in facts if fact.id not in bound and _plain(fact)]
    taken: set[str] = set()
    for sort in dict.fromkeys(_sort(fact) for fact in free):
        alike = [fact for fact in free if _sort(fact) == sort]
        for axis in (*AXES, REGIONS, YEARS, MINERALS):
            for run in _runs([fact for fact in alike if fact.id not in taken], axis):
                found = Series(tuple(Term(fact, times(fact)) for fact in run), axis, _closed(run, axis, case))
                if _is_list(found) and not _divided(case, run):
                    taken.update(fact.id for fact in run)
                    yield replace(found, total=_total(case, found))


@once_per_case
def _wholes_and_full_parts(case: AuditCase) -> frozenset[str]:
    """The figures that a full breakdown explains already, and the wholes of all breakdowns."""
    divided = [b for b in case.reading.breakdowns if b.whole]
    full = {part for b in divided if b.kind is BreakdownKind.FULL for part in b.parts}
    return frozenset(full | {b.whole for b in divided if b.whole})


@once_per_case
def _parts_of_wholes(case: AuditCase) -> frozenset[str]:
    return frozenset(part for b in case.reading.breakdowns if b.whole for part in b.parts)


def _plain(fact: Fact) -> bool:
    return not fact.quantity.is_range and fact.quantity.relation in {Relation.EQUAL, Relation.ABOUT} and not fact.box


def _sort(fact: Fact) -> tuple[str, ...]:
    unit = fact.quantity.unit
    if unit is None:
        return ("",)
    return (unit.dimension, unit.per or "", unit.name if unit.name in {"种", "人"} else "")


def _runs(facts: Sequence[Fact], axis: str) -> Iterator[list[Fact]]:
    """Longest runs of neighbours of kindred attributes with different values on an axis; a remainder may end a run."""
    run: list[Fact] = []
    for fact in facts:
        value = _value(fact, axis)
        fits = not run or _alike(run[0].attribute, fact.attribute)
        if is_remainder(fact) and run and fits:
            yield [*run, fact]
            run = []
        elif value and fits and value not in [_value(other, axis) for other in run]:
            run.append(fact)
        else:
            yield run
            run = [fact] if value else []
    yield run


def _value(fact: Fact, axis: str) -> tuple[object, ...]:
    return fact.minerals if axis == MINERALS else value_of(fact, axis)


def _alike(one: str, other: str) -> bool:
    return one == other or one in VAGUE or other in VAGUE or any({one, other} <= kin for kin in KIN)


def _closed(run: Sequence[Fact], axis: str, case: AuditCase) -> bool:
    if axis == MINERALS:
        return bool(run) and is_remainder(run[-1])
    return leaves_nothing_out(run, axis, case.reading.region)


def _is_list(found: Series) -> bool:
    if len(found.terms) < 2 or not comparable(found.parts):
        return False
    if found.closed:
        return True
    counted = found.parts[0].quantity.is_count
    return counted and len(found.terms) >= SHORTEST and found.axis in {MINERALS, REGIONS, YEARS}


def _divided(case: AuditCase, run: Sequence[Fact]) -> bool:
    """Whether the run is parts of one whole already."""
    ids = {fact.id for fact in run}
    return any(b.whole and ids <= set(b.parts) for b in case.reading.breakdowns)


def _total(case: AuditCase, found: Series) -> Fact | None:
    """The total that the run divides: what it adds up to, else the nearest figure in front of it that can be its whole."""
    fits = [fact for fact in _in_front(case, found.parts[0]) if _can_be_total(case, fact, found)]
    if not fits and is_remainder(found.parts[-1]):
        fits = _totals_anywhere(case, found)
    exact = [fact for fact in fits if balance(found.terms, fact.quantity).holds]
    if not exact and (_make_up_together(case, found) or _is_wider(case, fits, found)):
        return None
    return (exact or fits)[-1] if fits else None


def _make_up_together(case: AuditCase, found: Series) -> bool:
    """Whether the run divides counts that stand side by side in front of it: 单一矿床6处，伴生矿床3处，大型2处、小型7处."""
    first = found.parts[0]
    ahead = [
        f
        for f in case.facts_in_clause[first.clause or ""]
        if f.sentence == first.sentence
        and f.end <= first.start
        and f.quantity.is_count
        and f.attribute == first.attribute
    ]
    total = sum(part.quantity.low for part in found.parts)
    return any(sum(f.quantity.low for f in ahead[-size:]) == total for size in range(2, len(ahead) + 1))


def _is_wider(case: AuditCase, fits: Sequence[Fact], found: Series) -> bool:
    """Whether the total in front is one mineral's, while the run, of no mineral, adds up to a total for all given elsewhere."""
    first = found.parts[0]
    if not fits or not fits[-1].minerals or (first.minerals and "minerals" not in first.inherited):
        return False
    return any(
        not fact.minerals and _sort(fact) == _sort(first) and balance(found.terms, fact.quantity).holds
        for fact in case.facts_about[fits[-1].attribute]
    )


def _totals_anywhere(case: AuditCase, found: Series) -> list[Fact]:
    """What calls itself the total of the same attribute anywhere, if all that do agree."""
    named = [f for f in case.facts_about[found.parts[0].attribute] if TOTAL.search(f.subject) and not f.box]
    fits = [fact for fact in named if _can_be_total(case, fact, found)]
    return fits if len({fact.quantity.low for fact in fits}) == 1 else []


def _in_front(case: AuditCase, first: Fact) -> list[Fact]:
    """Facts of the clause in front of a figure and of the clauses before it in the section."""
    ids = [clause.id for clause in case.clauses_in_section[first.section]]
    here = ids.index(first.clause or "")
    before = [fact for key in ids[max(0, here - CLAUSES_BACK) : here] for fact in case.facts_in_clause[key]]
    return [*before, *(fact for fact in case.facts_in_clause[first.clause or ""] if fact.end <= first.start)]


def _can_be_total(case: AuditCase, fact: Fact, found: Series) -> bool:
    first = found.parts[0]
    if (
        fact.id in _parts_of_wholes(case)
        or fact in found.parts
        or is_remainder(fact)
        or not _plain(fact)
        or _sort(fact) != _sort(first)
        or "difference" in fact.qualifiers
    ):
        return False
    if not fact.attribute or not _suits(fact, found) or not comparable([fact, *found.parts]):
        return False
    if _value(fact, found.axis) and not is_remainder(found.parts[-1]):
        return False
    if first.period and fact.period and first.period.start != fact.period.start:
        return False
    return _near(fact, found)


def _suits(fact: Fact, found: Series) -> bool:
    """Whether a figure is of the kind of the parts: 铁矿7个 may be anything, 大型3座 is of the mineral and kind named."""
    first = found.parts[0]
    if found.axis == MINERALS:
        return _alike(first.attribute, fact.attribute)
    kin = any({first.attribute, fact.attribute} <= kin for kin in KIN)
    return (first.attribute in {"", fact.attribute} or kin) and (not first.minerals or first.minerals == fact.minerals)


def _near(fact: Fact, found: Series) -> bool:
    """Whether a figure can be the total of the parts: not far from their sum, one of them (a slip of the pen) left aside."""
    largest = max(found.terms, key=lambda term: term.fact.quantity.base().high or 0)
    others = balance([term for term in found.terms if term is not largest], fact.quantity).total
    total = balance(found.terms, fact.quantity).total
    return others <= fact.quantity.high * FARTHEST and fact.quantity.high <= total * FARTHEST
