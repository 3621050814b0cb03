"""Existing rights on permanent basic farmland: older than its delineation, or not."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.distances import taken
from kuanggui.checks.screening.minerals import STRATEGIC, UNKNOWN, strategic
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law

LAYER = "permanent_basic_farmland"
SPARED = "属可在永久基本农田上设置的矿种，可在原范围内延续，不得造成损毁"


@rule(
    code="SCR108",
    title="既有矿业权与永久基本农田重叠",
    title_en="Existing right on permanent basic farmland",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:renewal", f"layer:{LAYER}", "field:held.set_on"),
    parameters=("cn.control_lines.farmland", STRATEGIC),
    message="{subject}：与永久基本农田重叠 {area}（占 {share}）；{ruling}。",
    message_en="{subject}: {area} ({share}) of farmland overlap; {ruling}.",
    remedy="核对矿业权设立日期与永久基本农田划定日期；划定后设立的把重叠部分退出。",
    remedy_en="Compare the day of the right with that of the delineation.",
)
def held_right_on_farmland(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A non-strategic right may be renewed on farmland only where it is older than the delineation, and within its own range.

    Geothermal and mineral water may be set there anyway, as long as it comes to no harm.
    """
    found = case.hits(LAYER)
    spared = case.concerns(*law["cn.control_lines.farmland"].value["minerals"])
    is_strategic = strategic(case, law) if found.overlaps and not spared else True
    days = [overlap.feature.day("delineated_on") for overlap in found.overlaps]
    set_on = case.application.held.set_on
    if found.overlaps and spared:
        yield hit(case, taken(found), (o.feature for o in found.overlaps), Severity.WARNING, values={"ruling": SPARED})
    elif is_strategic:
        yield holds(case)
    elif is_strategic is None:
        yield open_question(case, *UNKNOWN)
    elif set_on is None or None in days:
        yield open_question(case, "永久基本农田图层没有划定日期；请补字段“划定日期”", "no day of delineation")
    else:
        older = all(day is not None and set_on < day for day in days)
        ruling = "设立在划定之前，可在原范围内延续" if older else "设立在划定之后，不得延续重叠部分"
        severity = Severity.WARNING if older else None
        yield hit(case, taken(found), (o.feature for o in found.overlaps), severity, values={"ruling": ruling})
