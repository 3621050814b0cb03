"""Rates of recovery below the floor."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.checks.screening.sizes import row_for
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.fields import label
from kuanggui.regulation.law import Law

RATES = ("mining_recovery", "beneficiation_recovery", "utilisation_rate")


@rule(
    code="SCR509",
    title="三率低于最低指标",
    title_en="A rate of recovery below the floor",
    severity=Severity.ERROR,
    family=Family.ENTRY,
    needs=("is:mining", "is:right"),
    asks=("design.method", "design.mining_recovery", "design.beneficiation_recovery", "design.utilisation_rate"),
    parameters=("cn.entry.three_rates",),
    message="{subject}：{rate} {stated}，低于最低指标 {limit}。",
    message_en="{subject}: {rate} {stated}, below the floor of {limit}.",
    remedy="修改开采方案，达到最低指标。",
    remedy_en="Change the mining plan.",
)
def rate_below_floor(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Mining recovery, beneficiation recovery and utilisation rate reach the lowest floor known for the mineral and method.

    Between that of the common ways of mining and that of a rare one, which the case does not tell, it but warns.
    """
    for rate in RATES:
        row = row_for(case, [r for r in law["cn.entry.three_rates"].value if r["rate"] == rate])
        stated = getattr(case.application.design, rate)
        if row is None:
            continue
        name = label(f"design.{rate}")
        if stated is None:
            yield open_question(case, f"未提供“{name}”；请补充 design.{rate}", "the rate is not given")
        elif stated < row["minimum"]:
            severity = None if stated < row.get("surely_below", row["minimum"]) else Severity.WARNING
            yield hit(
                case,
                {"stated": (stated, "%"), "limit": (row["minimum"], "%")},
                severity=severity,
                values={"rate": name},
            )
        else:
            yield holds(case)
