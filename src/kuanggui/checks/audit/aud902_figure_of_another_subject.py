"""One odd figure given for two different minerals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.regulation import is_kind_of, mineral

FEWEST_DIGITS = 4


@rule(
    code="AUD902",
    title="不同矿种的数据完全相同",
    title_en="One figure for two minerals",
    severity=Severity.WARNING,
    family=Family.REPETITION,
    needs=("facts",),
    message="{one}与{other}的数据都是{subject}，疑有一处误抄。",
    message_en="{one_en} and {other_en} both have {subject}; one is probably a slip of copying.",
    remedy="核对两个矿种的原始数据。",
    remedy_en="Check both figures at their source.",
)
def figure_of_another_subject(case: AuditCase) -> Iterator[Said]:
    """A figure of four digits or more is not given for two unrelated minerals in one section, unless they are mined together."""
    groups: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        if fact.box is None and len(fact.minerals) == 1 and fact.attribute and _digits(fact) >= FEWEST_DIGITS:
            unit = fact.quantity.unit.name if fact.quantity.unit else ""
            groups[(f"{fact.quantity.low:f}", unit, fact.attribute, fact.section)].append(fact)
    for (_, _, _, _), facts in groups.items():
        other = next((f for f in facts[1:] if _unrelated(facts[0], f)), None)
        if other is None:
            yield Checked()
        else:
            one, two = mineral(facts[0].minerals[0]), mineral(other.minerals[0])
            names = {"one": one.name, "other": two.name, "one_en": one.code, "other_en": two.code}
            yield Hit(other.quantity.text, [other, facts[0]], values=names)


def _digits(fact: Fact) -> int:
    return len(f"{fact.quantity.low:f}".replace(".", "").strip("0"))


def _unrelated(one: Fact, other: Fact) -> bool:
    a, b = one.minerals[0], other.minerals[0]
    return not is_kind_of(a, b) and not is_kind_of(b, a)
