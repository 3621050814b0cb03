"""Corner lists with more or fewer corners than the geometry."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.corners import corner_lists
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ802",
    title="拐点个数与图形不符",
    title_en="The corner list has another number of corners than the geometry",
    severity=Severity.ERROR,
    family=Family.ATTRIBUTES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field} 有 {stated} 个拐点，图形有 {found} 个{hint}。",
    message_en="{subject}: {field} has {stated} corners, the geometry {found}{hint_en}.",
    remedy="以最终图形重新生成拐点坐标。",
    remedy_en="Write the list anew from the geometry.",
)
def corner_count_differs(case: PackageCase) -> Iterator[Said]:
    """The list has as many corners as the border has points, the closing point and repeated points not counted.

    Polygons with holes or several parts are left to the eye, since a list holds one ring.
    """
    for item in corner_lists(case):
        if item.error:
            continue
        if item.ring is None or item.listed is None:
            yield Skipped(
                "图形有洞或由多个部分组成，拐点坐标只能写一圈", "the geometry has holes or parts, a list holds one ring"
            )
        elif len(item.listed) == len(item.ring):
            yield Checked()
        else:
            cut = len(str(item.feature.values.get(item.field))) >= 250
            values = {
                "field": item.field,
                "hint": "，似被字段长度截断" if cut else "",
                "hint_en": ", as if cut off by the length of the field" if cut else "",
            }
            figures = {"stated": len(item.listed), "found": len(item.ring)}
            place = item.theme.place(item.feature, item.field)
            yield Hit(item.theme.subject(item.feature), places=[place], evidence=figures, values=values)
