"""A feature of the plan above is changed below."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.levels.carried import carried
from kuanggui.checks.levels.case import LevelsCase
from kuanggui.checks.levels.likeness import changed_words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="LVL102",
    title="上级规划的对象被改动",
    title_en="A feature of the plan above is changed below",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("levels",),
    message="{subject}：{lower}规划与{upper}规划不一致：{changes}。",
    message_en="{subject}: not as in the plan of {upper}, in that of {lower}: {changes_en}.",
    remedy="按上级规划原样落实，或报请修改上级规划。",
    remedy_en="Take it over unchanged, or have the plan above changed.",
)
def feature_changed_below(case: LevelsCase) -> Iterator[Said]:
    """A feature that carries one of the plan above out has the same kind, minerals, area, divisions and official range."""
    for each in carried(case):
        if each.below is None:
            continue
        words = list(changed_words(each.above, each.below))
        if not words:
            yield Checked()
            continue
        values = {
            "upper": each.upper.name,
            "lower": each.lower.name,
            "changes": "；".join(chinese for chinese, _ in words),
            "changes_en": "; ".join(english for _, english in words),
        }
        places = [each.lower.place(each.below), each.upper.place(each.above)]
        yield Hit(f"{each.below.id} {each.below.name}", places=places, values=values)
