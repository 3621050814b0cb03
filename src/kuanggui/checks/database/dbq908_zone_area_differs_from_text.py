"""Areas of zones in the text that are not those of the geometry."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import measure_ground
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ908",
    title="文本中的分区面积与图形不符",
    title_en="The area of a zone in the text is not that of its geometry",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("layers", "text"),
    message="{subject}：文本为 {stated}，图形为 {found}。",
    message_en="{subject}: the text says {stated}, the geometry has {found}.",
    remedy="核对图形与文本中的面积。",
    remedy_en="Make text and geometry agree.",
)
def zone_area_differs_from_text(case: PackageCase) -> Iterator[Said]:
    """The area that the text gives for a zone agrees with the ellipsoidal area of its geometry, up to rounding and `area_share`."""
    plan = case.documents.plan
    share = case.tolerance("area_share").value
    stated = {zone.name.text: zone for zone in (plan.zones if plan else ()) if zone.area is not None and zone.kind}
    for theme in case.of_kinds({zone.kind.value for zone in stated.values() if zone.kind}):
        shapes = case.shapes(theme)
        for feature, shape in zip(shapes.features, shapes.degrees, strict=True):
            zone = stated.get(theme.text(feature, "name"))
            area = zone.area if zone and zone.kind and zone.kind.value == theme.kind else None
            if area is None or area.quantity.unit is None or area.quantity.unit.dimension != "area":
                continue
            ground_m2 = Decimal(repr(measure_ground(shape)))
            allowed, slack = area.quantity.base(), ground_m2 * share
            if (allowed.low or 0) - slack <= ground_m2 <= (allowed.high or ground_m2) + slack:
                yield Checked([area])
                continue
            yield Hit(
                theme.subject(feature),
                figures=[area],
                places=[area.place, theme.place(feature)],
                evidence={"stated": area.quantity, "found": (f"{ground_m2 / 1_000_000:.4f}", "km²")},
            )
