"""One screening rule on one case: by the law of the day, and with what it leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from kuanggui.checks.registry import rules
from kuanggui.checks.rule import Rule
from kuanggui.checks.run import Run, perform, run_rule, why_not
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.findings.assessment import Outcome
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.findings.screening import OpenRule
from kuanggui.regulation.citation import Confidence
from kuanggui.regulation.law import Law
from kuanggui.regulation.parameter import Provision

PACKAGE = "kuanggui.checks.screening"
# A parameter whose value holds one of these keys says that there is no such provision on the day.
NO_PROVISION = ("none", "repealed")
OUT = "本案不属本规则所查", "the rule is not about such cases"


def screening_rules() -> tuple[Rule, ...]:
    """Every screening rule, by code."""
    return rules(PACKAGE)


def run_screening_rule(rule: Rule, case: ScreeningCase, law: Law) -> Run:
    """Run one rule: what is not law on the day does not apply, and what is partly open is not passed."""
    absent = _absent(rule.info.parameters, law)
    if absent is not None:
        reason = f"{case.as_of} 没有这项规定（{absent.citation.document}：{absent.note or absent.title}）"
        return Run(Outcome(rule.info, Verdict.NOT_APPLICABLE, reason, "no such provision on the day"))
    return _relabel(run_rule(rule, case, law))


def perform_screening_rule(rule: Rule, case: ScreeningCase, law: Law, provisions: Sequence[Provision]) -> Run:
    """The same for a case that the rule is known to be about, under provisions looked up before."""
    return _relabel(perform(rule, case, law, provisions))


def may_run(rule: Rule, case: ScreeningCase, law: Law) -> bool:
    """Whether the rule is law on the day, about the case, and has what it needs; none of that depends on where the case lies."""
    try:
        return is_in_force(rule, law) and why_not(rule.info, case, law) is None
    except KeyError:  # a need or parameter that nobody knows: told where the rule is run
        return False


def _relabel(run: Run) -> Run:
    outcome = run.outcome
    if outcome.verdict is Verdict.PASSED and outcome.skipped:
        said = run.skipped[0][1]
        run.outcome = replace(outcome, verdict=Verdict.NOT_EVALUATED, reason=said.reason, reason_en=said.reason_en)
    elif outcome.verdict is Verdict.NOT_APPLICABLE:
        run.outcome = Outcome(outcome.rule, outcome.verdict, *OUT, skipped=outcome.skipped, failed=outcome.failed)
    return run


def is_in_force(rule: Rule, law: Law) -> bool:
    """Whether the provisions of a rule exist on the day."""
    return _absent(rule.info.parameters, law) is None


@lru_cache(maxsize=4096)
def _absent(parameters: tuple[str, ...], law: Law) -> Provision | None:
    """The first of the parameters that says there is no such provision on the day."""
    return next((p for name in parameters if (p := law.value(name)) and _is_absent(p)), None)


def _is_absent(provision: Provision) -> bool:
    return isinstance(provision.value, Mapping) and any(key in provision.value for key in NO_PROVISION)


def at_most(rule: Rule, law: Law) -> Severity:
    """The gravest that a rule may find: what rests on a provision known from memory may warn, never more."""
    if any(_is_memory(law.value(name)) for name in rule.info.parameters):
        return max(rule.info.severity, Severity.WARNING, key=lambda severity: severity.rank)
    return rule.info.severity


def _is_memory(provision: Provision | None) -> bool:
    return provision is not None and provision.confidence is Confidence.MEMORY


def left_open(run: Run, at_most: Severity) -> OpenRule | None:
    """What a rule leaves open, None for nothing; `at_most` is the gravest it could have found."""
    outcome = run.outcome
    if outcome.verdict is not Verdict.NOT_EVALUATED and not outcome.skipped:
        return None
    reasons = dict.fromkeys(said.reason for _, said in run.skipped) or [outcome.reason]
    reasons_en = dict.fromkeys(said.reason_en for _, said in run.skipped) or [outcome.reason_en]
    rule = outcome.rule
    return OpenRule(rule.code, rule.title, rule.title_en, "；".join(reasons), "; ".join(reasons_en), at_most)
