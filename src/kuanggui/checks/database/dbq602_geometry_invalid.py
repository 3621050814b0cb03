"""Rings that cross or touch themselves, holes outside their shell."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import read_geometry
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

_REASONS = {
    "Self-intersection": ("边界自相交", "the border crosses itself"),
    "Ring Self-intersection": ("环自相交", "a ring touches itself"),
    "Hole lies outside shell": ("洞在外环之外", "a hole lies outside its shell"),
    "Holes are nested": ("洞套着洞", "a hole lies in another"),
    "Nested shells": ("外环套着外环", "a shell lies in another"),
    "Interior is disconnected": ("内部被洞分开", "holes part the inside"),
    "Duplicate Rings": ("环重复", "a ring is there twice"),
    "Too few points in geometry component": ("点数不足以成面", "too few points make a ring"),
    "Invalid Coordinate": ("坐标不是数", "a coordinate is not a number"),
}


@rule(
    code="DBQ602",
    title="几何不合法",
    title_en="A geometry is invalid",
    severity=Severity.ERROR,
    family=Family.GEOMETRY,
    needs=("layers",),
    message="{subject}：{why}{where}。",
    message_en="{subject}: {why_en}{where}.",
    remedy="在该处修正边界。",
    remedy_en="Mend the border there.",
)
def geometry_invalid(case: PackageCase) -> Iterator[Said]:
    """Polygons are valid by the simple-features standard: closed, not crossing themselves, holes inside their shell."""
    for theme in case.known:
        for feature in theme.features():
            geometry = read_geometry(feature)
            if geometry is None or geometry.is_empty or geometry.geom_type not in {"Polygon", "MultiPolygon"}:
                continue
            reason = shapely.is_valid_reason(geometry)
            if reason == "Valid Geometry":
                yield Checked()
                continue
            what, _, where = reason.partition("[")
            words = _REASONS.get(what.strip(), (what.strip(), what.strip()))
            values = {
                "why": words[0],
                "why_en": words[1],
                "where": f" ({where.rstrip(']').replace(' ', ', ')})" if where else "",
            }
            yield Hit(theme.subject(feature), places=[theme.place(feature)], values=values)
