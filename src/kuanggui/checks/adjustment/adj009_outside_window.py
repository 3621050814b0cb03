"""An annual batch outside of its time of the year."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="ADJ009",
    title="集中调整不在规定时段",
    title_en="An annual batch outside of its time of the year",
    severity=Severity.WARNING,
    family=Family.ADJUSTMENT,
    parameters=("cn.planning.adjustment_window",),
    needs=("type:annual_batch",),
    message="“{subject}”：{day} 不在集中调整时段（{first} 至 {last}）。",
    message_en="“{subject}”: {day} is not within {first} to {last}, when batches are adjusted.",
    remedy="并入下一年度集中调整；战略性矿产区块可随时调整。",
    remedy_en="Put it into the next batch; blocks of strategic minerals may be adjusted at any time.",
)
def outside_window(case: AdjustmentCase, law: Law) -> Iterator[Said]:
    """The annual batch goes together with the monitoring of the plan, so it comes within the months of that."""
    window = law["cn.planning.adjustment_window"].value
    if window["from"] <= f"{case.day:%m-%d}" <= window["until"]:
        yield Checked()
    else:
        values = {"day": case.day.isoformat(), "first": window["from"], "last": window["until"]}
        yield Hit(case.adjustment.title, places=[case.place()], values=values)
