"""Layers whose administrative code is not that of the package."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ202",
    title="图层文件名与成果包的行政区代码不一致",
    title_en="The administrative code of a layer is not that of the package",
    severity=Severity.ERROR,
    family=Family.NAMING,
    message="{subject}的行政区代码为 {found}，成果包为 {expected}。",
    message_en="{subject} bears the code {found}, the package {expected}.",
    remedy="核对是否放错了别处的图层，再统一代码。",
    remedy_en="See whether the layer belongs elsewhere, then make the codes agree.",
)
def codes_differ(case: PackageCase) -> Iterator[Said]:
    """The code in the name of every layer is the code in the name of the package's folder, or the one most layers bear."""
    for theme in case.themes:
        parts = case.name_parts(theme)
        if parts is None or not parts.adcode or not case.adcode:
            continue
        if parts.adcode == case.adcode:
            yield Checked()
        else:
            figures = {"found": parts.adcode, "expected": case.adcode}
            yield Hit(theme.data.name, places=[theme.place()], evidence=figures)
