"""Corner lists of annex tables that are not on the geometry."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.corners import farthest_corner, read_corners, ring_of
from kuanggui.checks.database.counterparts import counterparts
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ904",
    title="附表的拐点坐标与图形不符",
    title_en="The corners in an annex table are not those of the geometry",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("layers", "annexes"),
    message="{subject}：{table}的拐点坐标{why}。",
    message_en="{subject}: the corners in {table} {why_en}.",
    remedy="以最终图形重新生成附表的拐点坐标。",
    remedy_en="Write the corners anew from the geometry.",
)
def annex_corners_displaced(case: PackageCase) -> Iterator[Said]:
    """The corners that an annex table lists are as many as those of the border, and each lies within `corner_m` of one."""
    limit = case.tolerance("corner_m")
    for pair in counterparts(case):
        shapes = case.shapes(pair.theme)
        drawn = {pair.theme.text(f, "number"): (f, s) for f, s in zip(shapes.features, shapes.plane, strict=True)}
        for number, row in pair.rows.items():
            if not row.get("corners") or number not in drawn:
                continue
            feature, shape = drawn[number]
            ring, listed = ring_of(shape), read_corners(case, row.get("corners"))
            if ring is None:
                yield Skipped("图形有洞或由多个部分组成", "the geometry has holes or parts")
                continue
            words = None
            if isinstance(listed, str):
                words = {"why": f"无法解读（{listed}）", "why_en": "cannot be read"}
            elif len(listed.points) != len(ring):
                words = {
                    "why": f"有 {len(listed.points)} 点，图形有 {len(ring)} 点",
                    "why_en": "are not as many as in the layer",
                }
            else:
                point, found = farthest_corner(listed.points, ring)
                if found > max(float(limit.value), listed.rounding_m):
                    words = {"why": f"第 {point} 点离图形 {found:.2f}m", "why_en": f"are up to {found:.2f} m off"}
            if words is None:
                yield Checked()
                continue
            places = [row.places["corners"], pair.theme.place(feature)]
            values = {"table": pair.table.label, **words}
            yield Hit(pair.theme.subject(feature), places=places, values=values)
