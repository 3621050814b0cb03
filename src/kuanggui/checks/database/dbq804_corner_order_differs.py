"""Corner lists in another order than the border, or against the clock."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.corners import corner_lists, follows, is_clockwise
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ804",
    title="拐点顺序有误",
    title_en="The corners are listed in the wrong order",
    severity=Severity.ERROR,
    family=Family.ATTRIBUTES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field} {why}。",
    message_en="{subject}: the corners in {field} {why_en}.",
    remedy="沿边界顺时针依次列出拐点。",
    remedy_en="List the corners clockwise along the border.",
)
def corner_order_differs(case: PackageCase) -> Iterator[Said]:
    """The corners follow the border (else an error) and run clockwise (else a remark)."""
    for item in corner_lists(case):
        if item.error or item.ring is None or item.listed is None or len(item.listed) != len(item.ring):
            continue
        place = item.theme.place(item.feature, item.field)
        if not follows(item.listed, item.ring):
            words = {"why": "不沿边界依次排列", "why_en": "do not follow the border"}
            yield Hit(item.theme.subject(item.feature), places=[place], values={"field": item.field, **words})
        elif not is_clockwise(item.listed):
            words = {"why": "为逆时针", "why_en": "run against the clock"}
            values = {"field": item.field, **words}
            yield Hit(item.theme.subject(item.feature), places=[place], values=values, severity=Severity.INFO)
        else:
            yield Checked()
