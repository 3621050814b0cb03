"""Features with the code of another place."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.division_catalogue import lineage


@rule(
    code="DBQ508",
    title="行政区代码不属于本行政区",
    title_en="The administrative code of a feature is not in the package's area",
    severity=Severity.ERROR,
    family=Family.VALUES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field} 为 {found}，{why}。",
    message_en="{subject}: {field} is {found}, {why_en}.",
    remedy="按要素实际所在行政区改正代码。",
    remedy_en="Use the code of the place where the feature lies.",
)
def region_foreign(case: PackageCase) -> Iterator[Said]:
    """Administrative codes of features exist and are the package's own or lie below it."""
    for theme in case.known:
        field = theme.code("region_code")
        for feature in theme.features() if field else ():
            code = theme.text(feature, "region_code")
            if not code:
                continue
            if not case.adcode:
                yield Skipped("不知成果包的行政区代码", "the code of the package is not known")
                continue
            above = lineage(code)
            if case.adcode in above:
                yield Checked()
                continue
            words = {"why": f"不在 {case.adcode} 范围内", "why_en": f"which is not in {case.adcode}"}
            if not above:
                words = {"why": "不在行政区划代码表中", "why_en": "which is no administrative code"}
            place = theme.place(feature, field)
            yield Hit(
                theme.subject(feature), places=[place], evidence={"found": code}, values={"field": field, **words}
            )
