"""A target for a year that is over when the plan begins."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.horizon import base_year
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.quantity import Relation

TARGET_WORDS = ("控制", "力争", "达到", "不低于", "不超过", "以内", "确保")


@rule(
    code="AUD1101",
    title="目标年早于规划期",
    title_en="Target year before the planning period",
    severity=Severity.WARNING,
    family=Family.TIME,
    needs=("facts",),
    message="“{subject}”的目标年是{year}年，而规划基期是{base}年。",
    message_en="The target year of “{subject}” is {year}, but the base year of the plan is {base}.",
    remedy="核对年份。",
    remedy_en="Check the year.",
)
def target_before_base(case: AuditCase) -> Iterator[Said]:
    """A goal set in the text (到某年…控制在…) is for a year behind the base year."""
    base = base_year(case)
    for fact in case.reading.facts:
        if fact.period is None or fact.period.kind != "by" or fact.box is not None or "period" in fact.inherited:
            continue
        aimed = fact.quantity.relation in {Relation.AT_MOST, Relation.AT_LEAST} or any(
            w in fact.subject for w in TARGET_WORDS
        )
        if not aimed:
            continue
        if base is None:
            yield Skipped("文中没有写明规划基期", "the document does not state its base year", [fact])
        elif fact.period.end > base:
            yield Checked([fact])
        else:
            yield Hit(fact.subject or fact.quantity.text, [fact], evidence={"year": fact.period.end, "base": base})
