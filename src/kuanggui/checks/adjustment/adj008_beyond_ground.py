"""More is changed than the ground of the adjustment covers."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="ADJ008",
    title="调整对象超出该类调整的范围",
    title_en="More is changed than the ground covers",
    severity=Severity.WARNING,
    family=Family.ADJUSTMENT,
    parameters=("cn.planning.adjustment_scope",),
    message="{subject}不属集中调整或战略性矿产随时调整的对象（规划区块、储备矿产地）。",
    message_en="{subject} is no planning block or reserve, which the batch and the strategic ground are for.",
    remedy="指标和分区的调整按重大找矿发现、市场技术条件变化或新增重大专项的情形另行申报。",
    remedy_en="Adjust figures and zones on one of the grounds of article 38.",
)
def beyond_ground(case: AdjustmentCase, law: Law) -> Iterator[Said]:
    """The annual batch and the ground of strategic minerals change blocks and reserves; figures and zones go by article 38."""
    kinds = law["cn.planning.adjustment_scope"].value.get(case.adjustment.type.value)
    if kinds is None:
        return
    for change, place in case.changes():
        touched = [*change.after, *(case.before[each] for each, _ in change.before)]
        others = {feature.id: feature for feature in touched if feature.kind.value not in kinds}
        yield from (Hit(feature.name, places=[place]) for feature in others.values())
        if not others:
            yield Checked()
    for target in case.adjustment.targets:
        yield Hit(target.key.item, places=[target.new.place])
