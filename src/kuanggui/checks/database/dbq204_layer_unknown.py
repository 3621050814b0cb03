"""Layers that the edition does not list."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.standards import nearest


@rule(
    code="DBQ204",
    title="图层代码不在标准目录中",
    title_en="A layer is not in the catalogue",
    severity=Severity.WARNING,
    family=Family.NAMING,
    message="标准目录中没有图层 {subject}{hint}。",
    message_en="The catalogue has no layer {subject}{hint_en}.",
    remedy="改用标准代码；本地增设的图层，在标准版本文件的 layers 中写明。",
    remedy_en="Use the code of the standard, or list the layer under `layers` of your edition.",
)
def layer_unknown(case: PackageCase) -> Iterator[Said]:
    """Every layer is in the catalogue by its code. One that is only known by its fields, or looks like a known code, is named with it.

    In an edition whose catalogue is not complete an unknown layer without a likely counterpart cannot be judged.
    """
    codes = [entry.code for entry in case.edition.layers if entry.code]
    for theme in case.themes:
        if theme.data.known_by in {"code", "mapping"}:
            yield Checked()
            continue
        likely = theme.entry.key if theme.entry else nearest(theme.data.code, codes)
        if likely is None and not case.edition.complete:
            yield Skipped(
                f"标准目录不全，无法判断图层 {theme.data.code}", f"the catalogue is not complete: {theme.data.code}"
            )
            continue
        hint = {"hint": f"，似为 {likely}", "hint_en": f", likely {likely}"} if likely else {"hint": "", "hint_en": ""}
        severity = Severity.ERROR if likely or case.edition.complete else None
        yield Hit(theme.data.code, places=[theme.place()], values=hint, severity=severity)
