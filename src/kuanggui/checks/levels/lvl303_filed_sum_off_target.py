"""What the divisions filed does not add up to the target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.levels.bounds import Standing, exactly, stand
from kuanggui.checks.levels.case import LevelsCase, name_of, share_place
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place
from kuanggui.model.shares import Course, Target


@rule(
    code="LVL303",
    title="上报数之和突破总指标",
    title_en="What was filed does not keep to the target",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("shares", "filed"),
    message="{subject}：{when}上报合计 {total}{unit}，总指标为{relation}{stated}{unit}。",
    message_en="{subject}: {total}{unit} filed for {when}, the target is {relation}{stated}{unit}.",
    remedy="核对各地上报数；属实的，提出整改或调整意见。",
    remedy_en="Check what was filed; if it is true, ask for a remedy or adjust.",
)
def filed_sum_off_target(case: LevelsCase) -> Iterator[Said]:
    """What all divisions filed keeps to the target; a cap that is exceeded already counts before all have filed."""
    for table, target, shares in case.targets():
        for when, years in _due(target):
            parts = [[share.filed.get(year) for year in years] for share in shares]
            total = sum((value for part in parts for value in part if value is not None), Decimal(0))
            absent = [name_of(share.adcode) for share, part in zip(shares, parts, strict=True) if None in part]
            if len(absent) == len(shares):
                continue  # the year has not come
            standing = stand(exactly(total), target.relation, exactly(target.total))
            if absent and not (target.relation.bounded_above and standing is Standing.BEYOND):
                names = "、".join(absent)
                yield Skipped(f"{target.name}{when}：{names}未报齐", f"not all filed: {names}")
            elif standing is Standing.KEPT:
                yield Checked()
            else:
                yield _hit(target, when, total, share_place(table, target))


def _due(target: Target) -> Iterator[tuple[str, tuple[int, ...]]]:
    if target.course is Course.SPREAD:
        yield f"{target.years[0]}—{target.years[-1]}年", target.years
    elif target.course is Course.FINAL:
        yield f"{target.years[-1]}年", target.years[-1:]
    else:
        yield from ((f"{year}年", (year,)) for year in target.years)


def _hit(target: Target, when: str, total: Decimal, place: Place) -> Hit:
    return Hit(
        target.name,
        evidence={"limit": (target.total, target.unit), "sum": (total, target.unit)},
        places=[place],
        values={
            "when": when,
            "total": f"{total:f}",
            "stated": f"{target.total:f}",
            "unit": target.unit,
            "relation": target.relation.value,
        },
        severity=None if target.relation.bounded_above or target.relation.bounded_below else Severity.WARNING,
    )
