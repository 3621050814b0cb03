"""Two totals of one thing in a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import name_of
from kuanggui.checks.audit.figures import agree
from kuanggui.checks.audit.keys import keys_of
from kuanggui.checks.audit.likeness import Doubt, compare
from kuanggui.checks.audit.moments import horizon_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Relation

SAID = {Relation.EQUAL, Relation.ABOUT}  # a bound (不足12座) is no total


@rule(
    code="AUD409",
    title="同一段落中有两个总数",
    title_en="Two totals of one thing in a paragraph",
    severity=Severity.WARNING,
    family=Family.TWO_VALUES,
    needs=("facts",),
    message="{subject}在同一段中先后为{one}（“{first}”）和{other}（“{second}”），口径没有分别写明。",
    message_en="{subject} is {one} (“{first}”) and then {other} (“{second}”) in one paragraph, and nothing tells the two apart.",
    remedy="核对两个数各指什么；同指一事的统一，不同的写明口径。",
    remedy_en="See what each figure stands for; make them one or say how they differ.",
)
def two_totals_in_paragraph(case: AuditCase) -> Iterator[Said]:
    """Two sentences of a paragraph do not give different figures for one thing of one time and scope."""
    for facts in case.facts_in_clause.values():
        for one, other in combinations([fact for fact in facts if _stands_alone(case, fact)], 2):
            if one.sentence == other.sentence or not _same(case, one, other):
                continue
            if agree(one.quantity, other.quantity):
                yield Checked([one, other])
                continue
            values = {
                "one": one.quantity.text,
                "other": other.quantity.text,
                "first": one.subject,
                "second": other.subject,
            }
            yield Hit(name_of(other), [other, one], {"stated": other.quantity, "other": one.quantity}, values=values)


def _stands_alone(case: AuditCase, fact: Fact) -> bool:
    if _is_of_which(case, fact):
        return False
    return (
        fact.id in keys_of(case)
        and fact.quantity.relation in SAID
        and fact.box is None
        and "attribute" not in fact.inherited
    )


def _is_of_which(case: AuditCase, fact: Fact) -> bool:
    """Whether the sentence of a figure begins with 其中."""
    clause = case.clauses.get(fact.clause or "")
    if clause is None:
        return False
    text = clause.text.text
    return text[text.rfind("。", 0, fact.start) + 1 : fact.start].lstrip().startswith("其中")


def _same(case: AuditCase, one: Fact, other: Fact) -> bool:
    likeness = compare(keys_of(case)[one.id], keys_of(case)[other.id], horizon_of(case))
    return likeness is not None and likeness.doubts <= {Doubt.WORDS}
