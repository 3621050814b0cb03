"""Zones that the text names and no layer has, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ907",
    title="文本与图层的规划分区不一致",
    title_en="Text and layers name different zones",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("layers", "text"),
    message="“{subject}”{why}。",
    message_en="{subject} {why_en}.",
    remedy="核对分区名单，统一文本与图层。",
    remedy_en="Make text and layers agree.",
)
def zone_of_text_missing(case: PackageCase) -> Iterator[Said]:
    """Zones of a kind that both the text and a layer have bear the same names in both; a kind that no layer has cannot be told."""
    plan = case.documents.plan
    zones = [zone for zone in (plan.zones if plan else ()) if zone.kind is not None]
    for kind in dict.fromkeys(zone.kind.value for zone in zones if zone.kind):
        themes = case.of_kinds((kind,))
        if not themes:
            yield Skipped("没有这类分区的图层", f"no layer of the kind {kind}")
            continue
        named = {"".join(zone.name.text.split()): zone for zone in zones if zone.kind and zone.kind.value == kind}
        drawn = {"".join(theme.text(f, "name").split()): (theme, f) for theme in themes for f in theme.features()}
        for name, zone in named.items():
            if name in drawn:
                yield Checked([zone])
            else:
                words = {
                    "why": f"见于文本，{themes[0].title}中没有",
                    "why_en": f"is in the text but not in {themes[0].title}",
                }
                yield Hit(zone.name.text, figures=[zone], places=[zone.name.place, themes[0].place()], values=words)
        for name, (theme, feature) in drawn.items():
            if name and name not in named:
                words = {"why": f"见于{theme.title}，文本中没有", "why_en": f"is in {theme.title} but not in the text"}
                yield Hit(theme.text(feature, "name"), places=[theme.place(feature, theme.code("name"))], values=words)
