"""Zones and blocks of the upper plan that were changed on the way down."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.database.upper import changed_words, moved_by, upper_features
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ1002",
    title="上级规划的分区或区块被改动",
    title_en="A zone or block of the upper plan was changed",
    severity=Severity.ERROR,
    family=Family.LEVELS,
    needs=("layers", "upper"),
    message="{subject}与上级规划不同：{why}。",
    message_en="{subject} differs from the upper plan: {why_en}.",
    remedy="恢复为上级规划的内容；确需调整的，先由上级调整。",
    remedy_en="Restore it; changes are made above first.",
)
def upper_feature_changed(case: PackageCase) -> Iterator[Said]:
    """A reproduced zone or block has the name, number and mineral that it has above, and its border within `moved_m`."""
    limit = case.tolerance("moved_m")
    for upper in upper_features(case):
        if upper.own is None:
            continue
        theme, feature = upper.own
        words = changed_words(upper)
        moved = moved_by(case, upper)
        grave = bool(words)
        if moved is not None and moved > float(limit.value):
            words.append((f"边界相差 {moved:.2f}m（容差 {limit.value}m）", f"the border is {moved:.2f} m off"))
            grave = grave or moved > 10 * float(limit.value)
        if not words:
            yield Checked()
            continue
        values = {"why": "；".join(zh for zh, _ in words), "why_en": "; ".join(en for _, en in words)}
        places = [theme.place(feature), upper.theme.place(upper.feature)]
        yield Hit(theme.subject(feature), places=places, values=values, severity=None if grave else graded(limit.mark))
