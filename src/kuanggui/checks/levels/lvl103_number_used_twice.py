"""Two plans give one number to two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kuanggui.checks.levels.carried import is_same
from kuanggui.checks.levels.case import DivisionPlan, LevelsCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.feature import Feature


@rule(
    code="LVL103",
    title="两份规划的编号相同而对象不同",
    title_en="One number for two things in two plans",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("levels",),
    message="{subject}：{one}规划指{first}，{other}规划指{second}。",
    message_en="{subject}: {first} in the plan of {one}, {second} in that of {other}.",
    remedy="改其中一个编号；确为同一对象的，统一名称。",
    remedy_en="Change one of the numbers; if both are the same, give it one name.",
)
def number_used_twice(case: LevelsCase) -> Iterator[Said]:
    """A number that two plans use stands for the same thing: of one kind and name, or the one carries out the other."""
    for number, users in sorted(_by_number(case).items()):
        for (one, first), (other, second) in combinations(users, 2):
            if one is other:
                continue
            if is_same(case, (one, first), (other, second)):
                yield Checked()
                continue
            values = {"one": one.name, "other": other.name, "first": first.name, "second": second.name}
            yield Hit(number, places=[other.place(second), one.place(first)], values=values)


def _by_number(case: LevelsCase) -> dict[str, list[tuple[DivisionPlan, Feature]]]:
    users = defaultdict[str, list[tuple[DivisionPlan, Feature]]](list)
    for plan in case.plans:
        for each in plan.features:
            if each.number and not each.kind.is_right:
                users[each.number].append((plan, each))
    return users
