"""A right is changed by adjusting the plan."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="ADJ007",
    title="规划调整不能变更矿业权",
    title_en="Adjusting a plan cannot change a right",
    severity=Severity.ERROR,
    family=Family.ADJUSTMENT,
    message="{subject}是矿业权，以登记为准，不随规划调整。",
    message_en="{subject} is a right; the register decides, not the plan.",
    remedy="从调整中去掉；登记变更后重新入库。",
    remedy_en="Take it out; load the register again once it has changed.",
)
def right_changed_by_plan(case: AdjustmentCase) -> Iterator[Said]:
    """Exploration and mining rights are granted, changed and ended by registration; an adjustment of the plan leaves them as they are."""
    for change, place in case.changes():
        touched = [*change.after, *(case.before[each] for each, _ in change.before)]
        rights = {feature.name for feature in touched if feature.kind.is_right}
        for name in sorted(rights):
            yield Hit(name, places=[place])
        if not rights:
            yield Checked()
