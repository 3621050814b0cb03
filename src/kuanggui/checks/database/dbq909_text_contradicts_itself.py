"""Contradictions in the plan text of the package."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.assess import assess
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="DBQ909",
    title="规划文本前后矛盾",
    title_en="The plan text contradicts itself",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("text",),
    message="{audit}：{subject}。{said}",
    message_en="{audit}: {said_en}",
    remedy="按 kuanggui audit 的完整报告逐条修改文本。",
    remedy_en="Mend the text; kuanggui audit gives the whole report.",
)
def text_contradicts_itself(case: PackageCase) -> Iterator[Said]:
    """The audit of the plan text finds no error; each of its errors is one here, at its place in the text."""
    text, upper = case.documents.text, case.upper.documents.text if case.upper else None
    if text is None:
        return
    assessment = assess(AuditCase(text, upper), Law(case.as_of))
    for finding in assessment.findings:
        if finding.severity is Severity.ERROR:
            words = {"audit": finding.rule, "said": finding.message, "said_en": finding.message_en}
            yield Hit(finding.subject or finding.title, places=finding.places, values=words)
    yield from (Checked() for outcome in assessment.outcomes if outcome.checked and not outcome.found)
