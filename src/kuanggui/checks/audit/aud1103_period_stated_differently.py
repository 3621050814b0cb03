"""Base year, planning period or outlook stated in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.horizon import YearSaid, title_period, years_said
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

NAMES = {
    "base": ("规划基期", "base year"),
    "period": ("规划期", "planning period"),
    "outlook": ("展望期", "outlook year"),
}


@rule(
    code="AUD1103",
    title="规划年限前后不一",
    title_en="Years of the plan stated differently",
    severity=Severity.ERROR,
    family=Family.TIME,
    needs=("clauses",),
    message="{subject}在这里是{found}年，在前面（或标题）是{expected}年。",
    message_en="The {name_en} is {found} here and {expected} before (or in the title).",
    remedy="统一全文的规划年限。",
    remedy_en="State the years of the plan in one way.",
)
def period_stated_differently(case: AuditCase) -> Iterator[Said]:
    """Each of base year, planning period and outlook is one and the same wherever it is stated, in the title too."""
    title = title_period(case)
    stated: dict[str, tuple[int, ...]] = {"period": title} if title else {}
    for said in years_said(case):
        if _other_plan(case, said):
            continue
        expected = stated.setdefault(said.role, said.years)
        if said.years == expected:
            yield Checked()
        else:
            name, name_en = NAMES[said.role]
            values = {"found": _words(said.years), "expected": _words(expected), "name_en": name_en}
            yield Hit(
                name,
                values=values,
                evidence={"stated": values["found"], "before": values["expected"]},
                places=[said.place],
            )


def _other_plan(case: AuditCase, said: YearSaid) -> bool:
    """Whether the sentence speaks of another plan, such as the last round's."""
    return any(word in said.place.quote for word in ("上轮", "上一轮"))


def _words(years: tuple[int, ...]) -> str:
    return "-".join(str(year) for year in years)
