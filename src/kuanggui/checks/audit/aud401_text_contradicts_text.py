"""Two figures for one thing in the text."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import Between, say
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD401",
    title="正文前后数据不一",
    title_en="Two figures for one thing in the text",
    severity=Severity.ERROR,
    family=Family.TWO_VALUES,
    needs=("facts",),
    message="{subject}：{where}为{words}，{others}{doubt}。",
    message_en="{subject}: {where_en}: {words}, but {others_en}{doubt_en}.",
    remedy="核对原始资料，统一两处数据；如口径不同，请分别写明。",
    remedy_en="Check the source and make the figures one; if they mean different things, say so.",
)
def text_contradicts_text(case: AuditCase) -> Iterator[Said]:
    """A quantity stated in two paragraphs has one value, rounding and units allowed for.

    The same quantity is: same mineral, attribute, place, year, basis and scope. Where one of these is left open in one place the finding
    is a warning, unless other figures of the two places agree nevertheless.
    """
    return say(case, Between.TEXTS)
