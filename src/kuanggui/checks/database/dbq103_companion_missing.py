"""Shapefiles without one of their companion files."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

# A table or an index that is gone cannot be guessed; without .cpg the texts are still read as GBK.
_GRAVE = {".dbf", ".shx"}


@rule(
    code="DBQ103",
    title="Shapefile 缺少配套文件",
    title_en="A companion file of a Shapefile is missing",
    severity=Severity.ERROR,
    family=Family.COMPLETENESS,
    message="{subject}缺少 {suffix} 文件。",
    message_en="{subject} has no {suffix} file.",
    remedy="从原数据重新导出，{suffix} 与 .shp 同名同文件夹。",
    remedy_en="Export again, with {suffix} beside the .shp under the same name.",
)
def companion_missing(case: PackageCase) -> Iterator[Said]:
    """Beside every .shp stand .shx and .dbf (else an error), .prj and .cpg (else a warning)."""
    for theme in case.themes:
        if theme.data.form != "shapefile":
            continue
        for suffix in theme.data.missing:
            severity = None if suffix in _GRAVE else Severity.WARNING
            yield Hit(theme.data.path, places=[theme.place()], values={"suffix": suffix}, severity=severity)
        if not theme.data.missing:
            yield Checked()
