"""New rights on permanent basic farmland."""

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
    code="SCR105",
    title="非战略性矿产新设范围占用永久基本农田",
    title_en="New ground for a non-strategic mineral on permanent basic farmland",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:ground", f"layer:{LAYER}"),
    parameters=("cn.control_lines.farmland", STRATEGIC),
    message="{subject}：{mineral}不属可在永久基本农田上新设的矿种，重叠 {area}（占 {share}）。",
    message_en="{subject}: {mineral} may not be newly set on permanent basic farmland; {area} ({share}) overlap.",
    remedy="把范围退出永久基本农田；属战略性矿产的附国家规划依据。",
    remedy_en="Move the range off the farmland, or show that the mineral is strategic.",
)
def new_right_on_farmland(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Only strategic minerals, and geothermal and mineral water, may newly be given ground with permanent basic farmland on it."""
    if case.concerns(*law["cn.control_lines.farmland"].value["minerals"]):
        return
    found = case.hits(LAYER)
    is_strategic = strategic(case, law) if found.overlaps else True
    if is_strategic is None:
        yield open_question(case, *UNKNOWN)
    elif is_strategic:
        yield holds(case)
    else:
        yield hit(case, taken(found), (o.feature for o in found.overlaps), values={"mineral": mineral_name(case)})
