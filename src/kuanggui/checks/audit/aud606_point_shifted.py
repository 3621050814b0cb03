"""One figure twice, the point shifted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of, where, where_en
from kuanggui.checks.audit.figures import ratio, significant
from kuanggui.checks.audit.flows import MINED, apart, bases_agree, dimension, same_moment
from kuanggui.checks.audit.likes import places, scope
from kuanggui.checks.audit.quotients import printed
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

TELLING = 4  # digits from which on the same figure twice is no chance
MEASURED = {"mass", "volume", "area", "currency_cny", "power", "energy"}


@rule(
    code="AUD606",
    title="同一数字的小数点或单位错位",
    title_en="One figure twice, the point or the unit shifted",
    severity=Severity.ERROR,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}：{here}为{one}，{there}为{other}，数字相同而相差{times}倍。",
    message_en="{subject}: {here_en} has {one}, {there_en} has {other}; the same digits, {times} times apart.",
    remedy="核对小数点位置和计量单位。",
    remedy_en="Check the decimal point and the unit.",
)
def point_shifted(case: AuditCase) -> Iterator[Said]:
    """Four digits or more that stand for one mineral and attribute in two places have the point in the same place.

    Output, consumed resources and what the cap on output came to are taken together, for they are close to each other.
    """
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        digits = f"{fact.quantity.high.normalize():f}".replace(".", "").strip("0")
        if fact.attribute and len(digits) >= TELLING and dimension(fact) in MEASURED and not fact.quantity.is_range:
            family = "mined" if fact.attribute in MINED else fact.attribute
            groups[family, dimension(fact), digits].append(fact)
    for facts in groups.values():
        for number, other in enumerate(facts):
            for one in facts[:number]:
                if _same_thing(case, one, other):
                    yield _weigh(one, other)


def _same_thing(case: AuditCase, one: Fact, other: Fact) -> bool:
    shared = set(one.minerals) & set(other.minerals)
    if (
        not apart(one, other)
        or places(case, one) != places(case, other)
        or (not shared and (one.minerals or other.minerals))
    ):
        return False
    if not shared and (scope(one) != scope(other) or one.attribute_words != other.attribute_words):
        return False
    return bases_agree(one.quantity.basis, other.quantity.basis) and same_moment(case, one, other)


def _weigh(one: Fact, other: Fact) -> Said:
    times = ratio(one.quantity, other.quantity)
    if times == 1 or significant(one.quantity) < TELLING:
        return Checked()
    return Hit(
        subject=name_of(one),
        figures=[one, other],
        evidence={"one": printed(one.quantity), "other": printed(other.quantity), "times": f"{times.normalize():f}"},
        values={"here": where(one), "there": where(other), "here_en": where_en(one), "there_en": where_en(other)},
    )
