"""Mining without an environmental assessment."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.documents import ask_for
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.citation import Citation


@rule(
    code="SCR504",
    title="没有环境影响评价",
    title_en="No environmental assessment",
    severity=Severity.WARNING,
    family=Family.ENTRY,
    needs=("is:mining", "is:right"),
    asks=("documents.environmental_assessment",),
    basis=(Citation("环境影响评价法"),),
    message="{subject}：缺少{documents}，开工前须取得。",
    message_en="{subject}: {documents} not at hand; needed before work begins.",
    remedy="编制并报生态环境主管部门审批。",
    remedy_en="Have it drawn up and approved.",
)
def no_environmental_assessment(case: ScreeningCase) -> Iterator[Said]:
    """An environmental assessment of the mine is at hand."""
    yield from ask_for(case, ["environmental_assessment"])
