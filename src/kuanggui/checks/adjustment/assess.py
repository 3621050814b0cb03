"""What the rules say about an adjustment."""

from __future__ import annotations

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.registry import rules
from kuanggui.checks.rule import Rule
from kuanggui.checks.run import run_rules
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.model.adjustment import Remark
from kuanggui.regulation.law import Law

PACKAGE = "kuanggui.checks.adjustment"


def adjustment_rules() -> tuple[Rule, ...]:
    """Every rule for adjustments, by code."""
    return rules(PACKAGE)


def assess_adjustment(case: AdjustmentCase, law: Law) -> tuple[Remark, ...]:
    """Findings of all rules, errors blocking; a rule that could not be evaluated says so and blocks nothing."""
    remarks = list[Remark]()
    for run in run_rules(adjustment_rules(), case, law):
        remarks += [
            Remark(f.rule, f.severity.value, f.message, f.severity is Severity.ERROR, remedy=f.remedy)
            for f in run.findings
        ]
        if run.outcome.verdict is Verdict.NOT_EVALUATED:
            remarks.append(Remark(run.outcome.rule.code, "not_evaluated", f"未能判断：{run.outcome.reason}"))
    return tuple(remarks)
