"""The shares of a target do not add up to it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.levels.case import LevelsCase, share_place
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.shares import Course, Share, Target


@rule(
    code="LVL301",
    title="分解指标之和不等于总指标",
    title_en="The shares do not add up to the target",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("shares",),
    message="{subject}：{when}合计 {total}{unit}，应为 {stated}{unit}。",
    message_en="{subject}: {total}{unit} together in {when}, should be {stated}{unit}.",
    remedy="修改各地、各年的数，使合计正好等于总指标。",
    remedy_en="Change the shares so that they add up exactly.",
)
def shares_off_target(case: LevelsCase) -> Iterator[Said]:
    """The shares of all divisions make the target exactly: in every year, over all years, or in the last one, as the target says."""
    for table, target, shares in case.targets():
        for when, total in _totals(target, shares):
            if total == target.total:
                yield Checked()
                continue
            evidence = {"expected": (target.total, target.unit), "sum": (total, target.unit)}
            values = {"when": when, "total": f"{total:f}", "stated": f"{target.total:f}", "unit": target.unit}
            yield Hit(target.name, evidence=evidence, places=[share_place(table, target)], values=values)


def _totals(target: Target, shares: tuple[Share, ...]) -> Iterator[tuple[str, Decimal]]:
    """What has to be the target, with the years it is of."""
    years = {year: sum((share.planned.get(year, Decimal(0)) for share in shares), Decimal(0)) for year in target.years}
    if target.course is Course.SPREAD:
        yield f"{target.years[0]}—{target.years[-1]}年", sum(years.values(), Decimal(0))
    elif target.course is Course.FINAL:
        yield f"{target.years[-1]}年", years[target.years[-1]]
    else:
        yield from ((f"{year}年", total) for year, total in years.items())
