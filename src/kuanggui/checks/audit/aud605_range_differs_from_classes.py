"""A range that is not that of its classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.bands import RATE_ATTRIBUTES, SIZES, exact
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

# Qualifiers of goals: a goal need not be what was found.
GOALS = {"target", "previous", "planned"}


@rule(
    code="AUD605",
    title="总区间与分类区间不符",
    title_en="A range differs from that of its classes",
    severity=Severity.ERROR,
    family=Family.UNITS,
    needs=("facts",),
    message="{subject}{stated}，而按规模分别为{classes}，合起来是{recomputed}。",
    message_en="{subject} {stated}, while by size it is {classes}, together {recomputed}.",
    remedy="核对总区间的上下限和各类的上下限。",
    remedy_en="Check the ends of the range against those of its classes.",
)
def range_differs_from_classes(case: AuditCase) -> Iterator[Said]:
    """The range of a rate of a mineral reaches from the lowest to the highest value of its large, medium and small mines.

    Ranges that have neither end in common are taken for different things.
    """
    groups: dict[tuple[str, tuple[str, ...], str], list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        if fact.attribute in RATE_ATTRIBUTES and fact.minerals and fact.clause and SIZES & {*fact.qualifiers}:
            groups[fact.attribute, fact.minerals, fact.clause].append(fact)
    for (attribute, minerals, clause), classes in groups.items():
        for fact in case.facts_about[attribute]:
            if len(classes) > 1 and _is_whole(fact, minerals, clause):
                yield from _weigh(fact, classes)


def _is_whole(fact: Fact, minerals: tuple[str, ...], clause: str) -> bool:
    plain = not (SIZES | GOALS) & {*fact.qualifiers}
    return fact.quantity.is_range and plain and fact.minerals == minerals and fact.clause != clause


def _weigh(fact: Fact, classes: Sequence[Fact]) -> Iterator[Said]:
    stated, found = exact([fact]), exact(classes)
    same = [one == other for one, other in zip(stated, found, strict=True)]
    if all(same):
        yield Checked([fact, *classes])
    elif any(same):
        factor = fact.quantity.unit.factor if fact.quantity.unit else 1
        unit = fact.quantity.unit.name if fact.quantity.unit else ""
        low, high = (f"{(end / factor).normalize():f}" for end in found)
        yield Hit(
            subject=fact.subject,
            figures=[fact, *classes],
            evidence={"stated": fact.quantity, "recomputed": (f"{low}-{high}", unit)},
            values={"classes": "、".join(one.quantity.text for one in classes)},
        )
