"""The plan of a division does not keep to its share of a target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.levels.bounds import Standing, exactly, stand
from kuanggui.checks.levels.case import DivisionPlan, LevelsCase, name_of, share_place
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place
from kuanggui.model.shares import Course, Share, Target
from kuanggui.regulation.units import parse_unit


@rule(
    code="LVL202",
    title="下级规划与分解指标不符",
    title_en="A plan does not keep to its share",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("shares", "levels"),
    message="{subject}：{lower}规划为{stated}，分解指标为 {share}{unit}。",
    message_en="{subject}: {stated} in the plan of {lower}, whose share is {share}{unit}.",
    remedy="按分解指标修改下级规划，或报请调整分解。",
    remedy_en="Keep to the share, or have the shares changed.",
)
def plan_off_share(case: LevelsCase) -> Iterator[Said]:
    """A figure of a plan keeps to the share its division was given of the target above: a cap is not exceeded, a goal not missed."""
    for table, target, shares in case.targets():
        for share in shares:
            lower, due = case.plan_of(share.adcode), _due(target, share)
            if lower is not None and due is not None and target.item in lower.items:
                yield _weigh(lower, target, due, share_place(table, target))


def _due(target: Target, share: Share) -> Decimal | None:
    """What the plan has to say: the years together where the target is spread over them, else the last year."""
    planned = [share.planned[year] for year in target.years if year in share.planned]
    if not planned:
        return None
    return sum(planned, Decimal(0)) if target.course is Course.SPREAD else planned[-1]


def _weigh(lower: DivisionPlan, target: Target, due: Decimal, place: Place) -> Said:
    item, unit = lower.items[target.item], parse_unit(target.unit)
    own = item.figure.quantity.unit
    if unit is None or own is None or own.dimension != unit.dimension:
        return Skipped(f"“{target.unit}”不能与规划的单位相比", f"{target.unit} cannot be compared", [item.figure])
    if stand(item.value, target.relation, exactly(due * unit.factor)) is Standing.KEPT:
        return Checked([item.figure])
    bounded = target.relation.bounded_above or target.relation.bounded_below
    return Hit(
        f"{target.name}（{name_of(lower.region)}）",
        [item.figure],
        evidence={"stated": item.figure.quantity, "limit": (due, target.unit)},
        places=[item.figure.place, place],
        values={"lower": lower.name, "stated": item.figure.quantity.text, "share": f"{due:f}", "unit": target.unit},
        severity=None if bounded else Severity.WARNING,
    )
