"""A division has no share of a target, or one has that does not belong to the region."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.levels.case import LevelsCase, name_of, share_place
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="LVL302",
    title="分解的行政区不全或多出",
    title_en="Divisions are missing from the shares or do not belong there",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("shares",),
    message="{subject}：{problem}。",
    message_en="{subject}: {problem_en}.",
    remedy="每个下级行政区各列一行，没有任务的写 0。",
    remedy_en="Give each division one row; write 0 where there is nothing to do.",
)
def division_without_share(case: LevelsCase) -> Iterator[Said]:
    """Every division directly below the region has exactly one row for each target, and no other has one."""
    for table, target, shares in case.targets():
        wanted = [each.code for each in case.divisions(table.region)]
        given = [share.adcode for share in shares]
        lacking = [name_of(code) for code in wanted if code not in given]
        excess = [name_of(code) for code in dict.fromkeys(given) if code not in wanted or given.count(code) > 1]
        if not lacking and not excess:
            yield Checked()
            continue
        said = [("缺少", "missing", lacking), ("多出或重复", "foreign or twice", excess)]
        values = {
            "problem": "；".join(f"{words}{'、'.join(names)}" for words, _, names in said if names),
            "problem_en": "; ".join(f"{words} {', '.join(names)}" for _, words, names in said if names),
        }
        yield Hit(target.name, places=[share_place(table, target)], values=values)
