"""Layers of another kind of geometry."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

_NAMES = {"point": "点", "line": "线", "polygon": "面", "none": "无几何", "other": "其他"}


@rule(
    code="DBQ405",
    title="图层几何类型不符",
    title_en="A layer has another kind of geometry",
    severity=Severity.ERROR,
    family=Family.STRUCTURE,
    needs=("layers",),
    message="{subject}的几何类型是{found}，应为{expected}。",
    message_en="{subject} holds {found}, not {expected}.",
    remedy="按标准的几何类型重新制作图层。",
    remedy_en="Draw the layer with the geometry of the catalogue.",
)
def geometry_kind_differs(case: PackageCase) -> Iterator[Said]:
    """Points, lines, polygons or a plain table, as the catalogue has it."""
    for theme in case.known:
        entry = theme.entry
        if entry is None or entry.geometry is None:
            continue
        if theme.data.geometry == entry.geometry:
            yield Checked()
            continue
        figures = {"found": _NAMES[theme.data.geometry], "expected": _NAMES[entry.geometry]}
        # A polygon where points belong is wrong however sure the catalogue is of its letter of the law.
        severity = graded(entry.mark) if theme.data.geometry != "none" else graded(entry.mark_of("geometry"))
        yield Hit(theme.title, places=[theme.place()], evidence=figures, severity=severity)
