"""Rights that may lie on permanent basic farmland, on conditions."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import taken
from kuanggui.checks.screening.minerals import STRATEGIC, UNKNOWN, mineral_name, strategic
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "permanent_basic_farmland"


@rule(
    code="SCR106",
    title="可设于永久基本农田的矿种须保护耕作层",
    title_en="Allowed on permanent basic farmland, without damage to it",
    severity=Severity.WARNING,
    family=Family.CONTROL_LINES,
    needs=("is:ground", f"layer:{LAYER}"),
    parameters=("cn.control_lines.farmland", STRATEGIC),
    message="{subject}：{mineral}与永久基本农田重叠 {area}（占 {share}），可设，但不得造成损毁。",
    message_en="{subject}: {mineral} overlaps farmland by {area} ({share}); allowed as long as it is not damaged.",
    remedy="在方案中写明不占用、不损毁的措施；确需占用的另行报批。",
    remedy_en="Say in the plan how the farmland is kept; its use needs its own approval.",
)
def farmland_to_be_spared(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Geothermal, mineral water and strategic minerals may be given ground with farmland on it if it comes to no harm."""
    found = case.hits(LAYER)
    if not found.overlaps:
        yield holds(case)
        return
    allowed = case.concerns(*law["cn.control_lines.farmland"].value["minerals"]) or strategic(case, law)
    if allowed is None:
        yield open_question(case, *UNKNOWN)
    elif allowed:
        yield hit(case, taken(found), (o.feature for o in found.overlaps), values={"mineral": mineral_name(case)})
