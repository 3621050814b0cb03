"""Planning blocks of two plans overlap."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.levels.carried import is_same
from kuanggui.checks.levels.case import DivisionPlan, LevelsCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.feature import Feature, FeatureKind, GeometryMark


@rule(
    code="LVL104",
    title="两份规划的区块重叠",
    title_en="Blocks of two plans overlap",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("levels",),
    message="{subject}（{one}）与{second}（{other}）重叠 {area} 平方米。",
    message_en="{subject} ({one}) and {second} ({other}) overlap by {area} m².",
    remedy="核对界线，修改其中一个的范围；确为同一区块的，在下级写明落实上级的编号。",
    remedy_en="Check the borders and change one; if both are one block, let the lower cite the upper.",
)
def blocks_overlap(case: LevelsCase) -> Iterator[Said]:
    """Planning blocks of one kind in two plans do not lie over each other, unless they are one.

    They are one when they bear one name or carry out the same, by way of whatever plans are between; illustrative ranges decide nothing.
    """
    for kind in (FeatureKind.MINING_BLOCK, FeatureKind.EXPLORATION_BLOCK):
        blocks = [(plan, each) for plan in case.plans for each in plan.features if each.kind is kind]
        drawn = [(plan, each) for plan, each in blocks if each.shape.mark is GeometryMark.OFFICIAL]
        if len({plan.region for plan, _ in drawn}) > 1:
            yield from _overlaps(case, drawn)
        elif len({plan.region for plan, _ in blocks}) > 1:
            yield Skipped("区块没有正式的几何范围", "the blocks have no official range")


def _overlaps(case: LevelsCase, drawn: list[tuple[DivisionPlan, Feature]]) -> Iterator[Said]:
    from kuanggui.checks.levels.ranges import overlapping  # noqa: PLC0415 - plans without geometry need no geometry library

    for position, position_2, area in overlapping([each for _, each in drawn]):
        (one, first), (other, second) = drawn[position], drawn[position_2]
        if one is other:
            continue
        if is_same(case, (one, first), (other, second)):
            yield Checked()
            continue
        values = {"one": one.name, "other": other.name, "second": second.name, "area": f"{area:.2f}"}
        yield Hit(first.name, places=[other.place(second), one.place(first)], values=values)
    yield Checked()
