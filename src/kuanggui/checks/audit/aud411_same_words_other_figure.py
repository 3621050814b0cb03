"""The same words with another figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

SHORTEST = 6
NOISE = re.compile(r"[\s，、“”\"（）()的]|^(?:到)?(?:19|20)\d{2}年(?:末|底)?|约为?$|[为是达到有]+$")


@rule(
    code="AUD411",
    title="同一说法数字不同",
    title_en="The same words with another figure",
    severity=Severity.WARNING,
    family=Family.TWO_VALUES,
    needs=("facts",),
    message="“{subject}”在一处为{one}，在另一处为{other}。",
    message_en="“{subject}” is {one} in one place and {other} in another.",
    remedy="核对两处数字；年份或口径不同的，请写明。",
    remedy_en="Check both figures; if year or scope differ, say so.",
)
def same_words_other_figure(case: AuditCase) -> Iterator[Said]:
    """The same six characters or more with mineral and attribute in front of two figures go with one value, unless the years differ.

    Goals are left to the rules on goals, counts to those on counts.
    """
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        words = NOISE.sub("", fact.subject)
        unit = fact.quantity.unit
        own = fact.minerals and fact.attribute and not {"minerals", "attribute"} & set(fact.inherited)
        goal = fact.period is not None and fact.period.kind == "by"
        if (
            fact.box is None
            and unit is not None
            and unit.dimension != "count"
            and own
            and not goal
            and len(words) >= SHORTEST
        ):
            groups[words, unit.dimension].append(fact)
    for (words, _), facts in groups.items():
        for other in facts[1:]:
            one = facts[0]
            if one.clause == other.clause or not _comparable(one, other):
                continue
            if one.quantity.base().meets(other.quantity.base()):
                yield Checked([one, other])
            else:
                yield Hit(words, [other, one], values={"one": other.quantity.text, "other": one.quantity.text})


def _comparable(one: Fact, other: Fact) -> bool:
    """Whether minerals and scopes agree, and the years where both sentences give their own."""
    a, b = one.period, other.period
    dated = a and b and "period" not in one.inherited and "period" not in other.inherited and a.kind == b.kind
    if dated and a and b and (a.start, a.end) != (b.start, b.end):
        return False
    return one.minerals == other.minerals and one.qualifiers == other.qualifiers and one.regions == other.regions
