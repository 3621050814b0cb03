"""Features beyond the border of the administrative area."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.database.shapes import measure_ground
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.standards import RelationKind


@rule(
    code="DBQ305",
    title="要素超出行政区范围",
    title_en="A feature reaches beyond the administrative area",
    severity=Severity.ERROR,
    family=Family.REFERENCE,
    needs=("layers", "region"),
    message="{subject}有 {outside} 在行政区范围以外（容差 {limit}）。",
    message_en="{subject}: {outside} lie beyond the administrative area (tolerance {limit}).",
    remedy="核对界线与要素位置，裁去或改正超出部分。",
    remedy_en="Compare border and feature, and cut or move what lies beyond.",
)
def outside_region(case: PackageCase) -> Iterator[Said]:
    """Features of the layers that the edition wants `within` the region lie inside the union of the areas in the region layer."""
    limit = case.tolerance("outside_m2")
    for relation in case.edition.relations:
        if relation.relation is not RelationKind.WITHIN or "region" not in relation.zones:
            continue
        border = shapely.union_all([g for theme in case.of_kinds(relation.zones) for g in case.shapes(theme).degrees])
        shapely.prepare(border)
        for theme in case.of_kinds(relation.of):
            shapes = case.shapes(theme)
            for feature, shape in zip(shapes.features, shapes.degrees, strict=True):
                outside = 0.0 if border.covers(shape) else measure_ground(shape.difference(border))
                if outside <= float(limit.value):
                    yield Checked()
                    continue
                figures = {"outside": (f"{outside:.2f}", "m²"), "limit": (str(limit.value), "m²")}
                severity = None if outside > 100 * float(limit.value) else graded(relation.mark)
                yield Hit(theme.subject(feature), places=[theme.place(feature)], evidence=figures, severity=severity)
