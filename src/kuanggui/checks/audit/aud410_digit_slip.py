"""Two figures of one thing that differ by a slip of the pen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.figures import same_figure
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.regulation import mineral

FEWEST_DIGITS = 5
FEWEST_ROUNDED = 4  # where one is printed less exactly than the other, as after a change of unit
FEWEST_COUNTED = 3  # for the area of one thing, or of so many in both places: 钼矿1个，面积5.94平方公里
STOCKS = frozenset({"retained_resources", "occupied_resources"})


@rule(
    code="AUD410",
    title="两处数字只差一位",
    title_en="Two figures differ in one digit",
    severity=Severity.WARNING,
    family=Family.TWO_VALUES,
    needs=("facts",),
    message="{subject}在两处为{one}和{other}，只差一位数字，疑有笔误。",
    message_en="{subject} is {one} in one place and {other} in another; they differ in one digit, probably a slip.",
    remedy="核对两处数字；口径确实不同的，请写明。",
    remedy_en="Check both figures; if they mean different things, say so.",
)
def digit_slip(case: AuditCase) -> Iterator[Said]:
    """Two long figures for one attribute of one mineral do not differ in just one digit, or by two neighbours exchanged.

    Retained and occupied resources count as one attribute, because all that is retained may be occupied. A figure that is printed
    more exactly, in a smaller unit perhaps, is rounded first. Three digits do for the area of as many blocks or mines in two paragraphs,
    or of a single one against a row of a box.
    """
    for facts in _groups(case).values():
        yield from _slips(case, facts)


def _groups(case: AuditCase) -> Mapping[tuple[object, ...], Sequence[Fact]]:
    """Figures of enough digits by attribute, mineral (or what narrows them where none is said), dimension and year."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        own = len(fact.minerals) == 1 or (not fact.minerals and fact.qualifiers)
        if fact.attribute and own and len(_digits(fact)) >= FEWEST_COUNTED and not fact.quantity.is_range:
            attribute = "stock" if fact.attribute in STOCKS else fact.attribute
            about = (fact.minerals, attribute) if fact.minerals else (fact.qualifiers, attribute, fact.regions)
            unit = fact.quantity.unit
            groups[*about, unit.dimension if unit else None, _year(fact)].append(fact)
    return groups


def _year(fact: Fact) -> int | None:
    """The year of a column or of a single-year figure; stocks at a year's end and figures without a year stand together."""
    return fact.period.end if fact.period and fact.period.kind == "year" and "period" not in fact.inherited else None


def _digits(fact: Fact) -> str:
    return f"{fact.quantity.low:f}".replace(".", "").strip("0")


def _slips(case: AuditCase, facts: Sequence[Fact]) -> Iterator[Said]:
    equal = {f.id for f in facts for g in facts if f is not g and _agree(f, g)}
    for i, one in enumerate(facts):
        for other in facts[i + 1 :]:
            if one.box is not None and one.box == other.box:
                continue
            if _agree(one, other):
                yield Checked([one, other])
            elif _is_slip(case, one, other) and not {one.id, other.id} <= equal:
                first, second = (other, one) if one.id in equal else (one, other)
                values = {"one": first.quantity.text, "other": second.quantity.text}
                name = "".join(mineral(code).name for code in first.minerals) + (first.attribute_words or "")
                yield Hit(name, [first, second], values=values)


def _agree(one: Fact, other: Fact) -> bool:
    return _digits(one) == _digits(other) or same_figure(one.quantity, other.quantity)


def _is_slip(case: AuditCase, one: Fact, other: Fact) -> bool:
    """Whether the figures differ by a slip and are long enough for that to be no chance."""
    a, b = _digits(one), _digits(other)
    if one.minerals and len(a) >= FEWEST_DIGITS and differ_by_a_slip(a, b):
        return True
    if differ_by_a_slip(a, b) and one.clause != other.clause and len(a) >= FEWEST_COUNTED:
        counts = {_counted(case, fact) for fact in (one, other) if not fact.box}
        return counts == {1} or (None not in counts and len(counts) == 1 and not (one.box or other.box))
    return len(a) != len(b) and min(len(a), len(b)) >= FEWEST_ROUNDED and differ_by_a_slip(*_rounded(one, other))


def _rounded(one: Fact, other: Fact) -> tuple[str, str]:
    """The digits of two figures in steps of the one that is printed less exactly."""
    step = max(_step(one), _step(other))
    a, b = ((_base(fact) / step).quantize(Decimal(1), ROUND_HALF_UP) for fact in (one, other))
    return f"{a:f}", f"{b:f}"


def _step(fact: Fact) -> Decimal:
    return _factor(fact).scaleb(-fact.quantity.decimals)


def _base(fact: Fact) -> Decimal:
    return fact.quantity.low * _factor(fact)


def _factor(fact: Fact) -> Decimal:
    return fact.quantity.unit.factor if fact.quantity.unit else Decimal(1)


def _counted(case: AuditCase, fact: Fact) -> int | None:
    """How many things of the same mineral the figure in front counts, when this is their area; None when it does not."""
    facts = case.facts_in_clause[fact.clause or ""]
    at = facts.index(fact) if fact in facts else 0
    before = facts[at - 1] if at else None
    if before is None or fact.attribute != "area" or not before.quantity.is_count or before.quantity.is_range:
        return None
    same = before.minerals == fact.minerals and before.sentence == fact.sentence
    return int(before.quantity.low) if same else None


def differ_by_a_slip(one: str, other: str) -> bool:
    """Whether two digit strings of one length differ in one place, or in two neighbouring places exchanged."""
    if len(one) != len(other):
        return False
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return True
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )
