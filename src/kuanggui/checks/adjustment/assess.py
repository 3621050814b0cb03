"""What the rules say about an adjustment."""

from __future__ import annotations

from collections.abc import Iterable

from kuanggui.checks.adjustment.case import AdjustmentCase
from kuanggui.checks.registry import rules
from kuanggui.checks.rule import Rule
from kuanggui.checks.run import run_rules
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.model.adjustment import Remark
from kuanggui.regulation.law import Law

PACKAGE = "kuanggui.checks.adjustment"
BY_WHOM = {"ADJ012"}


def adjustment_rules() -> tuple[Rule, ...]:
    """Every rule for adjustments, by code."""
    return rules(PACKAGE)


def approval_rules() -> tuple[Rule, ...]:
    """The rules about who approves, which are looked at when somebody does."""
    return tuple(rule for rule in adjustment_rules() if rule.code in BY_WHOM)


def assess_adjustment(case: AdjustmentCase, law: Law, chosen: Iterable[Rule] | None = None) -> tuple[Remark, ...]:
    """Findings of the rules (default: all), errors blocking; one that could not be evaluated says so and blocks nothing."""
    remarks = list[Remark]()
    wanted = adjustment_rules() if chosen is None else chosen
    for run in run_rules((rule for rule in wanted if _concerns(rule, case)), case, law):
        remarks += [
            Remark(
                f.rule,
                f.severity.value,
                f.message,
                f.severity is Severity.ERROR,
                remedy=f.remedy,
                message_en=f.message_en,
                remedy_en=f.remedy_en,
            )
            for f in run.findings
        ]
        if run.outcome.verdict is Verdict.NOT_EVALUATED:
            why, why_en = f"未能判断：{run.outcome.reason}", f"not evaluated: {run.outcome.reason_en}"
            remarks.append(Remark(run.outcome.rule.code, "not_evaluated", why, message_en=why_en))
    return tuple(remarks)


def _concerns(rule: Rule, case: AdjustmentCase) -> bool:
    """Whether a rule is about the ground of the adjustment; what law it lacks is of no interest otherwise."""
    return all(case.lack(need) is None for need in rule.info.needs)
