"""Two lists of one total that differ in an item."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.twin_lists import TwinLists, twin_lists
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.regulation import mineral


@rule(
    code="AUD104",
    title="同一总数的两处分项不一致",
    title_en="Two lists of one total differ in an item",
    severity=Severity.ERROR,
    family=Family.PARTS,
    needs=("facts",),
    message="{subject}{stated}的两处分项不一致：{differences}。",
    message_en="Two lists of the {stated} {subject} differ: {differences}.",
    remedy="核对两处的各项，改成一致。",
    remedy_en="Go through both lists and make them agree.",
)
def two_lists_differ(case: AuditCase) -> Iterator[Said]:
    """A total that is divided by mineral (or by county) in one sentence and listed once more in the next has the same figures in both."""
    for twins in twin_lists(case):
        if twins.differing or twins.only_first or twins.only_second:
            yield _hit(twins)
        else:
            yield Checked([fact for pair in twins.pairs for fact in pair])


def _hit(twins: TwinLists) -> Hit:
    differing = [fact for first, second in twins.differing for fact in (second, first)]
    figures = [*differing, *twins.only_second, *twins.only_first, twins.total]
    words = [
        f"{_name(second)}一处{first.quantity.text}、一处{second.quantity.text}" for first, second in twins.differing
    ]
    words += [f"{_name(fact)}{fact.quantity.text}只在一处列出" for fact in (*twins.only_first, *twins.only_second)]
    unit = twins.total.quantity.unit.name if twins.total.quantity.unit else ""
    return Hit(
        subject=twins.total.subject,
        figures=figures,
        evidence={
            "stated": (twins.total.quantity, unit),
            "differing": len(twins.differing),
            "only_once": len(twins.only_first) + len(twins.only_second),
        },
        values={"differences": "；".join(words)},
    )


def _name(fact: Fact) -> str:
    return "、".join(mineral(code).name for code in fact.minerals) or fact.subject
