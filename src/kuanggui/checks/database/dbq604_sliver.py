"""Polygons too thin to be anything."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import widest_m
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ604",
    title="狭长碎面",
    title_en="A polygon is a sliver",
    severity=Severity.WARNING,
    family=Family.GEOMETRY,
    needs=("layers",),
    message="{subject}有一部分平均宽度只有 {found}（限值 {limit}）。",
    message_en="{subject} has a part only {found} wide on average (limit {limit}).",
    remedy="核对是否为数字化碎屑，删去或并入相邻部分。",
    remedy_en="See whether it is a leftover of drawing, and remove or join it.",
)
def sliver(case: PackageCase) -> Iterator[Said]:
    """Every part of a polygon is wider on average (twice its area through its perimeter) than the tolerance `sliver_m`."""
    limit = case.tolerance("sliver_m")
    for theme in case.known:
        if theme.data.geometry != "polygon":
            continue
        shapes = case.shapes(theme)
        if shapes.left_out:
            yield Skipped("有的要素没有可用几何", "some features have no usable geometry")
        for feature, shape in zip(shapes.features, shapes.plane, strict=True):
            width = min(widest_m(part) for part in shapely.get_parts(shape))
            if width >= float(limit.value):
                yield Checked()
                continue
            figures = {"found": (f"{width:.2f}", "m"), "limit": (str(limit.value), "m")}
            yield Hit(theme.subject(feature), places=[theme.place(feature)], evidence=figures)
