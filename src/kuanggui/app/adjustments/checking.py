"""Checking an adjustment against the law of the day and the plan as it would be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from kuanggui.app.adjustments.checks.plan_after import PlanAfter, plan_after
from kuanggui.app.adjustments.numbers import taken_numbers
from kuanggui.app.adjustments.targets import stale_targets
from kuanggui.app.plans import region_of
from kuanggui.app.ports import Work
from kuanggui.app.stock import Stock
from kuanggui.checks.adjustment.assess import approval_rules, assess_adjustment
from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.model.adjustment import Adjustment, AdjustmentState, AdjustmentType, Remark
from kuanggui.model.feature import FeatureQuery
from kuanggui.regulation.law import Law

COUNTED = {AdjustmentState.APPROVED, AdjustmentState.IN_FORCE, AdjustmentState.REPORTED}
PHASES = ("eligibility", "screening", "database", "audit")
Report = Callable[[str], None]


def check_adjustment(
    work: Work, adjustment: Adjustment, day: date, stock: Stock | None = None, report: Report = lambda phase: None
) -> tuple[Remark, ...]:
    """What the rules say, and whether every feature still is as it was when the change was drawn.

    Rules for adjustments first, then screening of the blocks against the layers of a stock, database rules on the changed layers,
    and audit rules on the changed figures. `report` hears of each of PHASES as it begins.
    """
    stale = tuple(_stale(work, adjustment))
    if stale:
        return stale
    law, after = Law(day), plan_after(work, adjustment, day)
    report("eligibility")
    remarks = [*assess_adjustment(_case(work, after), law)]
    report("screening")
    if stock is not None and adjustment.changes:
        from kuanggui.app.adjustments.checks.ground import screen_blocks  # noqa: PLC0415 - slow to load

        scope = region_of(work, adjustment.plan) if work.users.all() else None
        remarks += screen_blocks(after, stock, law, scope)
    report("database")
    if adjustment.changes:
        from kuanggui.app.adjustments.checks.layers import check_layers  # noqa: PLC0415

        remarks += check_layers(after)
    report("audit")
    from kuanggui.app.adjustments.checks.figures import audit_figures  # noqa: PLC0415

    return (*remarks, *audit_figures(work, after, law))


def _case(work: Work, after: PlanAfter) -> AdjustmentCase:
    return AdjustmentCase(
        adjustment=after.adjustment,
        before=after.before,
        others=after.others,
        region=region_of(work, after.adjustment.plan),
        batches=_batches(work, after.adjustment, after.day),
        day=after.day,
        plan=after.plan,
    )


def check_approver(work: Work, adjustment: Adjustment, scope: str, day: date) -> tuple[Remark, ...]:
    """What the rules say about somebody with a division approving the adjustment."""
    case = replace(_case(work, plan_after(work, adjustment, day)), approver=scope)
    return assess_adjustment(case, Law(day), approval_rules())


def _stale(work: Work, adjustment: Adjustment) -> Iterator[Remark]:
    lasting = {each.feature.id: each for each in work.features.find(FeatureQuery(adjustment.plan)) if not each.valid_to}
    for change in adjustment.changes:
        for feature, version in change.before:
            now = lasting.get(feature)
            if now is None or now.version != version:
                yield _conflict(feature, now.version if now else None)
    for _, what in taken_numbers(work, adjustment.plan, adjustment.changes):
        yield Remark("CONFLICT", "error", what, blocking=True)
    for target, version in stale_targets(work, adjustment):
        yield _conflict(target.key.item, version)


def _conflict(what: str, version: int | None) -> Remark:
    state = "已不在现行规划中" if version is None else f"拟定后又有变更（现为第 {version} 版）"
    state_en = "is no longer in the plan" if version is None else f"has changed since (now version {version})"
    words, words_en = f"{what} {state}；请重新拟定", f"{what} {state_en}; draft it anew"
    return Remark("CONFLICT", "error", words, blocking=True, message_en=words_en)


def _batches(work: Work, adjustment: Adjustment, day: date) -> tuple[str, ...]:
    """Annual batches of the same plan that were approved for the same year."""
    found = []
    for other in work.adjustments.all(adjustment.plan):
        if other.type is AdjustmentType.ANNUAL_BATCH and other.state in COUNTED and other.id != adjustment.id:
            of_day = other.effective_on or (other.at.date() if other.at else day)
            found += [other.id] if of_day.year == day.year else []
    return tuple(found)
