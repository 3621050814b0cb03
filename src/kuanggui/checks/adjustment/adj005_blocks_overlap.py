"""Two planning blocks of one kind overlap after the adjustment."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.feature import Feature
from kuanggui.spatial.area import measure_ellipsoidal_areas
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.plane import CUTTING_ERROR_M2
from kuanggui.spatial.polygons import from_shapely


@rule(
    code="ADJ005",
    title="调整后的规划区块重叠",
    title_en="Planning blocks overlap after the adjustment",
    severity=Severity.ERROR,
    family=Family.ADJUSTMENT,
    message="{subject}与{other}重叠 {area} 平方米。",
    message_en="{subject} and {other} overlap by {area} m².",
    remedy="修改其中一个的范围。",
    remedy_en="Change the range of one of them.",
)
def blocks_overlap(case: AdjustmentCase) -> Iterator[Said]:
    """A planning block that the adjustment draws overlaps no other of its kind that is in force then, beyond drawing error."""
    drawn = [feature for feature in case.after() if feature.kind.is_block and feature.shape.wkb]
    stay = [feature for feature in case.others if feature.kind.is_block and feature.shape.wkb]
    for number, block in enumerate(drawn):
        for other in [*stay, *drawn[number + 1 :]]:
            if other.kind is not block.kind:
                continue
            area = _common(block, other)
            if area <= CUTTING_ERROR_M2:
                yield Checked()
            else:
                values = {"other": other.name, "area": f"{area:.2f}"}
                yield Hit(block.name, places=[case.place(quote=f"{block.id}、{other.id}")], values=values)


def _common(one: Feature, other: Feature) -> float:
    common = shapely.intersection(*shapely.from_wkb([one.shape.wkb, other.shape.wkb]))
    parts = [part for part in shapely.get_parts(common) if part.geom_type == "Polygon"]
    return float(measure_ellipsoidal_areas(from_shapely(parts, GEOGRAPHIC)).sum())
