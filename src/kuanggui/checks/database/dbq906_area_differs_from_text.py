"""Areas of blocks in the text that are not the sum of the layer's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.database.block_groups import compared_groups
from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.shapes import measure_ground
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ906",
    title="文本中的区块面积与图层不符",
    title_en="The area of blocks in the text is not that of the layer",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("layers", "text"),
    message="{subject}：文本为 {stated}，图层合计 {found}。",
    message_en="{subject}: the text says {stated}, the layer adds up to {found}.",
    remedy="核对文本与图层，统一面积。",
    remedy_en="Make text and layer agree.",
)
def area_differs_from_text(case: PackageCase) -> Iterator[Said]:
    """Areas of blocks given in the text agree with the sum of the ellipsoidal areas, up to rounding and `area_share`."""
    share = case.tolerance("area_share").value
    for group in compared_groups(case):
        stated = group.stated.area
        if (
            stated is None
            or stated.quantity.unit is None
            or stated.quantity.unit.dimension != "area"
            or group.features is None
        ):
            continue
        shapes = {
            f.number: s
            for f, s in zip(case.shapes(group.theme).features, case.shapes(group.theme).degrees, strict=True)
        }
        if any(feature.number not in shapes for feature in group.features):
            continue
        ground_m2 = Decimal(repr(sum(measure_ground(shapes[feature.number]) for feature in group.features)))
        allowed = stated.quantity.base()
        slack = ground_m2 * share
        if (
            allowed.low is not None
            and allowed.high is not None
            and allowed.low - slack <= ground_m2 <= allowed.high + slack
        ):
            yield Checked([stated])
            continue
        yield Hit(
            group.label,
            figures=[stated],
            places=[stated.place, group.theme.place()],
            evidence={"stated": stated.quantity, "found": (f"{ground_m2 / 1_000_000:.4f}", "km²")},
        )
