"""A named area has another size than in the plan above."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.contradictions import printed
from kuanggui.checks.audit.figures import agree
from kuanggui.checks.audit.levels import upper_case
from kuanggui.checks.audit.zones import NamedRow, facts_of, named_rows
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact


@rule(
    code="AUD1402",
    title="区域面积与上级规划不一致",
    title_en="An area differs from the plan above",
    severity=Severity.WARNING,
    family=Family.LEVELS,
    needs=("boxes", "upper"),
    message="“{subject}”：本规划为{own}，上级规划同名区域为{upper}。",
    message_en="“{subject}”: {own} here, {upper} for the area of that name in the plan above.",
    remedy="核对是否只取本辖区内的部分；否则按上级规划修改。",
    remedy_en="See whether only the part inside this plan's area is meant; otherwise take the figure of the plan above.",
)
def area_differs_from_upper_plan(case: AuditCase) -> Iterator[Said]:
    """An area that bears the same name in the plan above has the same size, unless only a part of it lies in this plan's area."""
    upper = upper_case(case)
    above = {row.name: row for row in named_rows(upper)}
    for row in named_rows(case):
        other = above.get(row.name)
        mine, theirs = _area(case, row), _area(upper, other) if other else None
        if mine is None or theirs is None:
            continue
        if agree(mine.quantity, theirs.quantity):
            yield Checked([mine])
        else:
            yield Hit(
                row.name,
                [mine],
                evidence={"stated": mine.quantity, "expected": theirs.quantity},
                places=[mine.place, theirs.place],
                values={"own": printed(mine), "upper": printed(theirs)},
            )


def _area(case: AuditCase, row: NamedRow) -> Fact | None:
    return next((fact for key, fact in facts_of(case, row).items() if key[1] == "area"), None)
