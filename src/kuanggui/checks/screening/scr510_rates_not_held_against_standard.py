"""Rates of recovery held against the industry standard."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.checks.screening.scr509_rate_below_floor import RATES
from kuanggui.checks.screening.sizes import row_for
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.screening.fields import label
from kuanggui.regulation.law import Law

PROOF = "rates_statement"


@rule(
    code="SCR510",
    title="三率未达到行业标准最低指标或未作对照",
    title_en="Rates below the floors of the industry standard, or not held against them",
    severity=Severity.WARNING,
    family=Family.ENTRY,
    needs=("is:mining", "is:right"),
    asks=(
        "design.method",
        "design.mining_recovery",
        "design.beneficiation_recovery",
        "design.utilisation_rate",
        "documents.rates_statement",
    ),
    parameters=("cn.entry.three_rates_standard",),
    message="{subject}：{ruling}。",
    message_en="{subject}: {ruling}.",
    remedy="对照 DZ/T 0462 相应部分说明三率所达档次；低于最低指标的修改开采方案。",
    remedy_en="State which tier of DZ/T 0462 the rates reach; change the mining plan where they stay below the floor.",
)
def rates_not_held_against_standard(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """Rates reach the lowest tier of the standard where its figures are known, else a statement that they do is at hand."""
    known = law["cn.entry.three_rates_standard"].value["rows"]
    rows = {rate: row for rate in RATES if (row := row_for(case, [r for r in known if r["rate"] == rate]))}
    if not rows:
        yield from _ask(case)
    for rate, row in rows.items():
        stated = getattr(case.application.design, rate)
        if stated is None:
            yield open_question(
                case, f"未提供“{label(f'design.{rate}')}”；请补充 design.{rate}", "the rate is not given"
            )
        elif stated < row["minimum"]:
            ruling = f"{label(f'design.{rate}')} {stated}%，低于行业标准最低指标 {row['minimum']}%"
            yield hit(case, {"stated": (stated, "%"), "limit": (row["minimum"], "%")}, values={"ruling": ruling})
        else:
            yield holds(case)


def _ask(asked: ScreeningCase) -> Iterator[Said]:
    path = f"documents.{PROOF}"
    match asked.application.document(PROOF):
        case True:
            yield holds(asked)
        case False:
            yield hit(asked, values={"ruling": f"缺少{label(path)}，三率是否达到最低指标未作说明"})
        case _:
            known = "行业标准 DZ/T 0462 的最低指标未收录"
            reason = f"{known}，未说明有无{label(path)}；请补充 {path}，或在 cn.entry.three_rates_standard 补入指标"
            yield open_question(asked, reason, "floors of the standard are not known, nor any statement")
