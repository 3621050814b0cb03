"""After the adjustment there are not as many blocks as the plan says, where there were before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.feature import Feature, FeatureKind
from kuanggui.model.plan.zone import BlockGroup, Purpose
from kuanggui.regulation.division_catalogue import lineage
from kuanggui.regulation.mineral_catalogue import is_kind_of

KINDS = {Purpose.MINING: FeatureKind.MINING_BLOCK, Purpose.EXPLORATION: FeatureKind.EXPLORATION_BLOCK}
LABELS = {Purpose.MINING: "开采规划区块", Purpose.EXPLORATION: "勘查规划区块"}


@rule(
    code="ADJ013",
    title="调整后区块个数与规划所列不符",
    title_en="After the adjustment the blocks are not as many as the plan says",
    severity=Severity.WARNING,
    family=Family.ADJUSTMENT,
    message="{subject}：规划列 {stated}，调整前 {before} 个，调整后 {after} 个。",
    message_en="{subject}: the plan says {stated}; {before} before, {after} after the adjustment.",
    remedy="确需增减的，在调整说明中写明，并随规划修订更新文本。",
    remedy_en="Say so in the explanation of the adjustment, and mend the text with the next revision.",
)
def block_count_leaves_plan(case: AdjustmentCase) -> Iterator[Said]:
    """Blocks of a purpose, mineral, county and level that were as many as the plan counts still are."""
    stay, old, new = list(case.others), [*case.before.values()], case.after()
    for group in case.plan.block_groups if case.plan else ():
        if group.count is None:
            continue
        before, after = _members([*stay, *old], group), _members([*stay, *new], group)
        stated = group.count.quantity
        if before == after:
            continue
        if stated.low <= after <= stated.high:
            yield Checked([group.count])
        elif stated.low <= before <= stated.high:
            values = {"stated": stated.text, "before": before, "after": after}
            yield Hit(_label(group), figures=[group.count], places=[group.count.place], values=values)
        else:
            reason = f"{_label(group)}：库中调整前 {before} 个，与规划所列 {stated.text} 本不相符，无从核对"
            yield Skipped(reason, "the blocks in the database were not as many as the plan says before either")


def _members(features: Sequence[Feature], group: BlockGroup) -> int:
    return sum(_is_member(feature, group) for feature in features)


def _is_member(feature: Feature, group: BlockGroup) -> bool:
    minerals = group.mineral.keys if group.mineral else ()
    regions = {key for word in group.regions for key in word.keys}
    return (
        feature.kind is KINDS[group.purpose]
        and (group.level is None or feature.level is group.level)
        and (not minerals or any(is_kind_of(own, key) for own in feature.minerals for key in minerals))
        and (not regions or any(regions & set(lineage(code)) for code in feature.adcodes))
    )


def _label(group: BlockGroup) -> str:
    words = [LABELS[group.purpose], group.mineral.text if group.mineral else "", *(word.text for word in group.regions)]
    return "·".join(word for word in words if word)
