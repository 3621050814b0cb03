"""Two boxes contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import Between, say
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD403",
    title="专栏之间数据不一",
    title_en="Two boxes contradict each other",
    severity=Severity.ERROR,
    family=Family.TWO_VALUES,
    needs=("facts",),
    message="{subject}：{where}为{words}，{others}{doubt}。",
    message_en="{subject}: {where_en}: {words}, but {others_en}{doubt_en}.",
    remedy="核对原始资料，统一两处数据；如口径不同，请分别写明。",
    remedy_en="Check the source and make the figures one; if they mean different things, say so.",
)
def box_contradicts_box(case: AuditCase) -> Iterator[Said]:
    """A quantity that stands in two boxes has one value."""
    return say(case, Between.BOXES)
