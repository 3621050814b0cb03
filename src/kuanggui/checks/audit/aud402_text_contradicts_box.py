"""The text contradicts a box."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import Between, say
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD402",
    title="正文与专栏数据不一",
    title_en="The text contradicts a box",
    severity=Severity.ERROR,
    family=Family.TWO_VALUES,
    needs=("facts",),
    message="{subject}：{where}为{words}，{others}{doubt}。",
    message_en="{subject}: {where_en}: {words}, but {others_en}{doubt_en}.",
    remedy="核对原始资料，统一两处数据；如口径不同，请分别写明。",
    remedy_en="Check the source and make the figures one; if they mean different things, say so.",
)
def text_contradicts_box(case: AuditCase) -> Iterator[Said]:
    """A quantity stated in the text and in a box has one value.

    Of several figures of a paragraph (all deposits, listed ones, occupied ones) the one nearest in meaning is held against the cell;
    kinds of a mineral that have no row of their own are added up.
    """
    return say(case, Between.TEXT_AND_BOX)
