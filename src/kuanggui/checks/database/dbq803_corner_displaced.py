"""Corners that do not lie on the geometry."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.database.corners import corner_lists, farthest_corner
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ803",
    title="拐点坐标与图形不符",
    title_en="A listed corner is not on the geometry",
    severity=Severity.ERROR,
    family=Family.ATTRIBUTES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field} 第 {number} 点离图形最近的拐点 {found}（容差 {limit}）。",
    message_en="{subject}: corner {number} of {field} is {found} from the nearest corner of the geometry (tolerance {limit}).",
    remedy="以最终图形重新生成拐点坐标。",
    remedy_en="Write the list anew from the geometry.",
)
def corner_displaced(case: PackageCase) -> Iterator[Said]:
    """Every listed corner lies within `corner_m` of a corner of the border, or as far off as its printed places allow."""
    limit = case.tolerance("corner_m")
    for item in corner_lists(case):
        if item.error or item.ring is None or item.listed is None:
            continue
        number, found = farthest_corner(item.listed, item.ring)
        allowed = max(float(limit.value), item.rounding_m)
        if found <= allowed:
            yield Checked()
            continue
        yield Hit(
            item.theme.subject(item.feature),
            places=[item.theme.place(item.feature, item.field)],
            evidence={"found": (f"{found:.2f}", "m"), "limit": (f"{allowed:.2f}", "m")},
            values={"field": item.field, "number": number},
            severity=None if found > 10 * allowed else graded(limit.mark),
        )
