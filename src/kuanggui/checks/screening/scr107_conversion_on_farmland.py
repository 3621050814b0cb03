"""Exploration rights older than the farmland's delineation that become mining rights."""

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
from kuanggui.model.screening.terms import Method
from kuanggui.regulation.law import Law

LAYER = "permanent_basic_farmland"
SPARED = "属可在永久基本农田上设置的矿种，不得造成损毁"


@rule(
    code="SCR107",
    title="永久基本农田上探转采须地下开采",
    title_en="Conversion on farmland has to be underground",
    severity=Severity.ERROR,
    family=Family.CONTROL_LINES,
    needs=("is:conversion", f"layer:{LAYER}", "field:design.method"),
    parameters=("cn.control_lines.farmland", STRATEGIC),
    message="{subject}：探转采范围与永久基本农田重叠 {area}（占 {share}）；{ruling}。",
    message_en="{subject}: the range overlaps farmland by {area} ({share}); {ruling}.",
    remedy="改为地下开采并采取保护性措施，或把范围退出永久基本农田。",
    remedy_en="Mine underground with protective measures, or move off the farmland.",
)
def conversion_on_farmland(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A non-strategic exploration right on farmland becomes a mining right only for underground mining that protects it.

    Geothermal and mineral water may be set there anyway, as long as it comes to no harm.
    """
    found = case.hits(LAYER)
    spared = case.concerns(*law["cn.control_lines.farmland"].value["minerals"])
    is_strategic = strategic(case, law) if found.overlaps and not spared else True
    if found.overlaps and spared:
        yield hit(case, taken(found), (o.feature for o in found.overlaps), Severity.WARNING, values={"ruling": SPARED})
    elif is_strategic is None:
        yield open_question(case, *UNKNOWN)
    elif is_strategic:
        yield holds(case)
    else:
        underground = case.application.design.method is Method.UNDERGROUND
        ruling = "地下开采须采取保护性开采措施" if underground else "非战略性矿产须地下开采，不得露天开采"
        severity = Severity.WARNING if underground else None
        features = (o.feature for o in found.overlaps)
        yield hit(case, taken(found), features, severity, values={"ruling": ruling})
