"""A feature of the plan above is missing below."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.levels.carried import carried
from kuanggui.checks.levels.case import LevelsCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="LVL101",
    title="上级规划的对象未落实",
    title_en="A feature of the plan above is missing below",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("levels",),
    message="{subject}：{upper}规划有，位于{lower}，{lower}规划没有。",
    message_en="{subject}: in the plan of {upper} and inside {lower}, but not in the plan of {lower}.",
    remedy="原样列入下级规划，或报请修改上级规划。",
    remedy_en="Take it over unchanged, or have the plan above changed.",
)
def feature_missing_below(case: LevelsCase) -> Iterator[Said]:
    """Every planned feature that lies wholly in the area of a plan below is there: by `implements`, or by kind and name."""
    for each in carried(case):
        if each.below is not None:
            yield Checked()
        else:
            values = {"upper": each.upper.name, "lower": each.lower.name}
            yield Hit(f"{each.above.id} {each.above.name}", places=[each.upper.place(each.above)], values=values)
