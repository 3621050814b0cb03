"""Goals that stand only in the text, or only in the box of indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of, printed
from kuanggui.checks.audit.goals import goal_boxes
from kuanggui.checks.audit.keys import Key, keys_of
from kuanggui.checks.audit.likeness import compare
from kuanggui.checks.audit.moments import horizon_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.box import Box
from kuanggui.model.fact import Fact

NO_GOALS = frozenset({"previous", "closed", "planned", "existing"})
FEWEST = 2  # goals of one kind in text and box each, for the two to be meant as one list


@rule(
    code="AUD1303",
    title="目标只见于正文或只见于指标表",
    title_en="Goals stand only in the text or only in the box",
    severity=Severity.INFO,
    family=Family.GOALS,
    needs=("boxes", "facts"),
    message="{subject}{where}：{names}（请核对）。",
    message_en="{subject} {where_en}: {names}.",
    remedy="核对是否遗漏；不需要列入的可以保留。",
    remedy_en="See whether something was left out; what need not be there may stay as it is.",
)
def goal_without_indicator(case: AuditCase) -> Iterator[Said]:
    """What the box of indicators sets is named in the text, and what the text sets for the same things stands in the box."""
    keys = keys_of(case)
    for box in goal_boxes(case):
        inside = [fact for fact in case.facts_in_box[box.id] if fact.row is not None and _is_goal(case, fact)]
        outside = [fact for fact in case.reading.facts if fact.box is None and _is_goal(case, fact)]
        for attribute in dict.fromkeys(keys[fact.id].attribute for fact in inside):
            boxed = [fact for fact in inside if keys[fact.id].attribute == attribute]
            said = [fact for fact in outside if keys[fact.id].attribute == attribute]
            if min(len(boxed), len(said)) >= FEWEST:
                yield from _say(case, box, boxed, said, ("的目标正文没有提到", "has goals that the text does not name"))
                yield from _say(case, box, said, boxed, ("没有正文所提的目标", "lacks goals that the text names"))


def _say(
    case: AuditCase, box: Box, named: Sequence[Fact], among: Sequence[Fact], where: tuple[str, str]
) -> Iterator[Said]:
    absent = [fact for fact in named if not any(_same(case, fact, other) for other in among)]
    yield Checked([fact for fact in named if fact not in absent])
    if absent:
        names = "、".join(dict.fromkeys(f"{name_of(fact)}{printed(fact)}" for fact in absent))
        values = {"names": names, "where": where[0], "where_en": where[1]}
        yield Hit(box.label or box.title, absent, values=values)


def _is_goal(case: AuditCase, fact: Fact) -> bool:
    key = keys_of(case).get(fact.id)
    if key is None or not key.goal or key.scope & NO_GOALS or key.moment is None:
        return False
    return key.moment.end == horizon_of(case).last and not key.regions and bool(key.minerals)


def _same(case: AuditCase, one: Fact, other: Fact) -> bool:
    first, second = keys_of(case)[one.id], keys_of(case)[other.id]
    return first.attribute == second.attribute and _related(case, first, second)


def _related(case: AuditCase, first: Key, second: Key) -> bool:
    likeness = compare(first, second, horizon_of(case))
    return likeness is not None or bool(first.minerals & second.minerals)
