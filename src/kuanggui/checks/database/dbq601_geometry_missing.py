"""Features without geometry."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import read_geometry
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ601",
    title="要素没有几何",
    title_en="A feature has no geometry",
    severity=Severity.ERROR,
    family=Family.GEOMETRY,
    needs=("layers",),
    message="{subject}{why}。",
    message_en="{subject} {why_en}.",
    remedy="补画该要素，或删去空记录。",
    remedy_en="Draw the feature, or remove the row.",
)
def geometry_missing(case: PackageCase) -> Iterator[Said]:
    """Every feature of a layer with geometry has one that is not empty and that can be read."""
    for theme in case.known:
        if theme.data.geometry == "none":
            continue
        for feature in theme.features():
            geometry = read_geometry(feature)
            if geometry is not None and not geometry.is_empty:
                yield Checked()
                continue
            unread = feature.wkb is not None and geometry is None
            words = {"why": "的几何无法解读" if unread else "没有几何"}
            words["why_en"] = "has a geometry that cannot be read" if unread else "has no geometry"
            yield Hit(theme.subject(feature), places=[theme.place(feature)], values=words)
