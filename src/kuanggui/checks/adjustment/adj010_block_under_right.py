"""A block is retired or gets another mineral while a right is set in it."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.feature import Change, Feature, FeatureStatus
from kuanggui.regulation.law import Law

LEAST_SHARE = 0.5  # of the right: less is a neighbour that reaches in


@rule(
    code="ADJ010",
    title="已设矿业权的区块被注销或变更主矿种",
    title_en="A block in which a right is set is retired or gets another mineral",
    severity=Severity.WARNING,
    family=Family.ADJUSTMENT,
    parameters=("cn.planning.block_and_right",),
    message="{subject}内已设{right}，不得{what}。",
    message_en="{right} is set in {subject}, which must not be retired or get another main mineral.",
    remedy="先办理矿业权变更或注销，再调整区块。",
    remedy_en="Have the right changed or ended first.",
)
def block_under_right(case: AdjustmentCase, law: Law) -> Iterator[Said]:
    """One block stands for one right: while the right is there, the block keeps its place in the plan and its main mineral."""
    if not law["cn.planning.block_and_right"].value["one_right"]:
        return
    rights = [each for each in case.others if each.kind.is_right and each.status is FeatureStatus.EXISTING]
    for change, place in case.changes():
        for block in (case.before[each] for each, _ in change.before):
            what = _forbidden(block, change)
            if not block.kind.is_block or what is None:
                continue
            within = next((right for right in rights if _is_set(right, block)), None)
            if within is None:
                yield Checked()
            else:
                yield Hit(block.name, places=[place], values={"right": within.name, "what": what})


def _forbidden(block: Feature, change: Change) -> str | None:
    if not change.after:
        return "注销"
    kept = any(each.minerals[:1] == block.minerals[:1] for each in change.after)
    return None if kept else "变更主矿种"


def _is_set(right: Feature, block: Feature) -> bool:
    if right.implements == block.id:
        return True
    if right.shape.wkb is None or block.shape.wkb is None or _purpose(right) != _purpose(block):
        return False
    one, other = shapely.from_wkb([right.shape.wkb, block.shape.wkb])
    return bool(shapely.area(shapely.intersection(one, other)) > LEAST_SHARE * shapely.area(one))


def _purpose(feature: Feature) -> str:
    return feature.kind.value.partition("_")[0]
