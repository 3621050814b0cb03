"""Layers without a reference system."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ301",
    title="图层没有坐标系",
    title_en="A layer has no reference system",
    severity=Severity.ERROR,
    family=Family.REFERENCE,
    needs=("layers",),
    message="{subject}没有坐标系。",
    message_en="{subject} has no reference system.",
    remedy="补上坐标系定义（Shapefile 为 .prj 文件），应为 CGCS2000。",
    remedy_en="Define the system (for a Shapefile: .prj), which should be CGCS2000.",
)
def no_reference_system(case: PackageCase) -> Iterator[Said]:
    """Every layer with geometry says in which reference system it is drawn."""
    for theme in case.known:
        if theme.data.geometry == "none":
            continue
        yield Checked() if theme.data.crs else Hit(theme.title, places=[theme.place()])
