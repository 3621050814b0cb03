"""Two figures of one thing that differ by a slip of the pen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.regulation import mineral

FEWEST_DIGITS = 5
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

    Retained and occupied resources count as one attribute, because all that is retained may be occupied.
    """
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        if (
            fact.attribute
            and len(fact.minerals) == 1
            and len(_digits(fact)) >= FEWEST_DIGITS
            and not fact.quantity.is_range
        ):
            attribute = "stock" if fact.attribute in STOCKS else fact.attribute
            unit = fact.quantity.unit
            groups[fact.minerals, attribute, unit.dimension if unit else None, _year(fact)].append(fact)
    for facts in groups.values():
        yield from _slips(facts)


def _year(fact: Fact) -> int | None:
    """The year of a column or of a single-year figure; stocks at a year's end and figures without a year stand together."""
    return fact.period.end if fact.period and fact.period.kind == "year" and "period" not in fact.inherited else None


def _digits(fact: Fact) -> str:
    return f"{fact.quantity.low:f}".replace(".", "").strip("0")


def _slips(facts: Sequence[Fact]) -> Iterator[Said]:
    equal = {f.id for f in facts for g in facts if f is not g and _digits(f) == _digits(g)}
    for i, one in enumerate(facts):
        for other in facts[i + 1 :]:
            if one.box is not None and one.box == other.box:
                continue
            if _digits(one) == _digits(other):
                yield Checked([one, other])
            elif differ_by_a_slip(_digits(one), _digits(other)) and not {one.id, other.id} <= equal:
                first, second = (other, one) if one.id in equal else (one, other)
                values = {"one": first.quantity.text, "other": second.quantity.text}
                name = "".join(mineral(code).name for code in first.minerals) + (first.attribute_words or "")
                yield Hit(name, [first, second], values=values)


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
