"""Corner lists that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.corners import corner_lists
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ805",
    title="拐点坐标无法解读",
    title_en="A corner list cannot be read",
    severity=Severity.ERROR,
    family=Family.ATTRIBUTES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field}：{why}。",
    message_en="{subject}: {field} cannot be read ({why}).",
    remedy="按“经度,纬度;经度,纬度”写成度分秒。",
    remedy_en="Write DDDMMSS,DDMMSS pairs parted by semicolons.",
)
def corners_unreadable(case: PackageCase) -> Iterator[Said]:
    """Corner lists are pairs of degrees as the standard writes them, or of another notation that can be told apart."""
    for item in corner_lists(case):
        if not item.error:
            yield Checked()
            continue
        place = item.theme.place(item.feature, item.field)
        values = {"field": item.field, "why": item.error.rstrip("。")}
        yield Hit(item.theme.subject(item.feature), places=[place], values=values)
