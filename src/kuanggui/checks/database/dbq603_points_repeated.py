"""Points that follow on themselves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.database.shapes import accepted, find_repeated, read_geometry
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ603",
    title="边界有重复点",
    title_en="Points of a border are repeated",
    severity=Severity.WARNING,
    family=Family.GEOMETRY,
    needs=("layers",),
    message="{subject}的边界有 {found} 处相邻点相距不到 {limit}，第一处在 {where}。",
    message_en="{subject}: {found} neighbouring points lie nearer than {limit}, first at {where}.",
    remedy="删去重复点。",
    remedy_en="Remove the repeated points.",
)
def points_repeated(case: PackageCase) -> Iterator[Said]:
    """Neighbouring points of a border are further apart than the tolerance `repeated_m`."""
    limit = case.tolerance("repeated_m")
    for theme in case.known:
        crs = accepted(theme)
        if crs is None:
            continue
        for feature in theme.features():
            geometry = read_geometry(feature)
            if geometry is None or geometry.geom_type not in {
                "Polygon",
                "MultiPolygon",
                "LineString",
                "MultiLineString",
            }:
                continue
            if not np.isfinite(shapely.get_coordinates(geometry)).all():
                continue
            found = find_repeated(geometry, crs, float(limit.value))
            if not found:
                yield Checked()
                continue
            x, y = found[0]
            yield Hit(
                theme.subject(feature),
                places=[theme.place(feature)],
                evidence={"found": len(found), "limit": (limit.value, "m")},
                values={"where": f"({x:.10g}, {y:.10g})"},
                severity=graded(limit.mark),
            )
