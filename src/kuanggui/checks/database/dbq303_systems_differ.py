"""Layers in several reference systems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import accepted
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ303",
    title="各图层坐标系不统一",
    title_en="The layers are in several reference systems",
    severity=Severity.WARNING,
    family=Family.REFERENCE,
    needs=("layers",),
    message="{subject}的坐标系是 {found}，其余图层是 {expected}。",
    message_en="{subject} is in {found}, the others in {expected}.",
    remedy="统一到一个坐标系后再提交。",
    remedy_en="Bring all layers into one system.",
)
def systems_differ(case: PackageCase) -> Iterator[Said]:
    """All layers are in the same reference system; the most frequent one counts as the package's."""
    systems = [(theme, crs.system.name) for theme in case.known if (crs := accepted(theme))]
    if not systems:
        return
    counted = Counter(name for _, name in systems)
    usual = min(counted, key=lambda name: (-counted[name], name))
    for theme, name in systems:
        if name == usual:
            yield Checked()
        else:
            yield Hit(theme.title, places=[theme.place()], evidence={"found": name, "expected": usual})
