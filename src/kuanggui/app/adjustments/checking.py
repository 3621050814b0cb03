"""Checking an adjustment against the law of the day and the plan as it would be."""

from __future__ import annotations

from datetime import date

from kuanggui.app.adjustments.targets import stale_targets
from kuanggui.app.plans import region_of
from kuanggui.app.ports import Work
from kuanggui.checks.adjustment.assess import assess_adjustment
from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.model.adjustment import Adjustment, AdjustmentState, AdjustmentType, Remark
from kuanggui.model.feature import FeatureQuery, FeatureVersion
from kuanggui.regulation.law import Law

COUNTED = {AdjustmentState.APPROVED, AdjustmentState.IN_FORCE, AdjustmentState.REPORTED}


def check_adjustment(work: Work, adjustment: Adjustment, day: date) -> tuple[Remark, ...]:
    """What the rules say, and whether every feature still is as it was when the change was drawn."""
    lasting = {each.feature.id: each for each in work.features.find(FeatureQuery(adjustment.plan)) if not each.valid_to}
    stale = [
        *_stale(adjustment, lasting),
        *(
            _conflict(f"{change.key.item} 拟定后又有变更（现为第 {now} 版）")
            for change, now in stale_targets(work, adjustment)
        ),
    ]
    if stale:
        return tuple(stale)
    gone = {feature for change in adjustment.changes for feature, _ in change.before}
    case = AdjustmentCase(
        adjustment=adjustment,
        before={feature: lasting[feature].feature for feature in gone},
        others=tuple(each.feature for key, each in lasting.items() if key not in gone),
        region=region_of(work, adjustment.plan),
        batches=_batches(work, adjustment, day),
        day=day,
    )
    return assess_adjustment(case, Law(day))


def _stale(adjustment: Adjustment, lasting: dict[str, FeatureVersion]) -> list[Remark]:
    remarks = []
    for change in adjustment.changes:
        for feature, version in change.before:
            now = lasting.get(feature)
            if now is None or now.version != version:
                state = "已不在现行规划中" if now is None else f"拟定后又有变更（现为第 {now.version} 版）"
                remarks.append(_conflict(f"{feature} {state}"))
    return remarks


def _conflict(what: str) -> Remark:
    return Remark("CONFLICT", "error", f"{what}；请重新拟定", blocking=True)


def _batches(work: Work, adjustment: Adjustment, day: date) -> tuple[str, ...]:
    """Annual batches of the same plan that were approved for the same year."""
    found = []
    for other in work.adjustments.all(adjustment.plan):
        if other.type is AdjustmentType.ANNUAL_BATCH and other.state in COUNTED and other.id != adjustment.id:
            of_day = other.effective_on or (other.at.date() if other.at else day)
            found += [other.id] if of_day.year == day.year else []
    return tuple(found)
