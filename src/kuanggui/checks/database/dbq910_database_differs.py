"""Zones and blocks of the plan in the database that are not those of the package."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.block_groups import groups_of
from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ910",
    title="成果包与规划数据库不一致",
    title_en="The package differs from the plan in the database",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("layers", "database"),
    message="{subject}：{why}。",
    message_en="{subject}: {why_en}.",
    remedy="核对是否漏交调整后的图层，或数据库未更新。",
    remedy_en="See whether layers or database missed an adjustment.",
)
def database_differs(case: PackageCase) -> Iterator[Said]:
    """The plan that the database holds for the same area names the zones of the layers and counts as many blocks."""
    stored = case.documents.stored
    if stored is None:
        return
    for group in groups_of(case, stored.block_groups):
        if group.stated.count is None or group.features is None:
            continue
        count, found = group.stated.count.quantity, len(group.features)
        if count.low <= found <= count.high:
            yield Checked([group.stated.count])
        else:
            words = {
                "why": f"数据库为 {count.low:f} 个，图层有 {found} 个",
                "why_en": f"{count.low:f} in the database, {found} here",
            }
            yield Hit(group.label, places=[group.theme.place(), group.stated.count.place], values=words)
    for zone in stored.zones:
        themes = case.of_kinds((zone.kind.value,)) if zone.kind else ()
        names = {theme.text(feature, "name") for theme in themes for feature in theme.features()}
        if not themes:
            continue
        if zone.name.text in names:
            yield Checked([zone])
        else:
            words = {"why": f"{themes[0].title}中没有", "why_en": f"not in {themes[0].title}"}
            yield Hit(zone.name.text, places=[themes[0].place(), zone.place], values=words)
