"""The screening of one case: every rule, the themes, and the verdict that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kuanggui.checks.registry import in_code_order, rules
from kuanggui.checks.rule import Rule
from kuanggui.checks.run import Run, run_rule
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.findings.assessment import Outcome
from kuanggui.findings.finding import Finding
from kuanggui.findings.identity import identify
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.findings.ruling import Ruling, decide
from kuanggui.findings.screening import OpenRule, Overridden, Override
from kuanggui.regulation.citation import Confidence
from kuanggui.regulation.law import Law
from kuanggui.regulation.parameter import Provision

PACKAGE = "kuanggui.checks.screening"
# A parameter whose value holds one of these keys says that there is no such provision on the day.
NO_PROVISION = ("none", "repealed")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a case after people had their say."""

    ruling: Ruling
    findings: tuple[Finding, ...]
    open_rules: tuple[OpenRule, ...]
    overridden: tuple[Overridden, ...]
    unused_overrides: tuple[Override, ...]
    outcomes: tuple[Outcome, ...]
    provisions: tuple[Provision, ...]


def screening_rules() -> tuple[Rule, ...]:
    """Every screening rule, by code."""
    return rules(PACKAGE)


def judge(
    case: ScreeningCase, law: Law, overrides: Sequence[Override] = (), chosen: Iterable[Rule] | None = None
) -> Judged:
    """Run the rules (default: all) and derive the verdict from what is not overridden."""
    runs = [run_screening_rule(rule, case, law) for rule in (screening_rules() if chosen is None else chosen)]
    findings = identify(sorted((f for run in runs for f in run.findings), key=_by_gravity))
    open_rules = [open_rule for run in runs if (open_rule := _open_rule(run, law)) is not None]
    by_target = {override.target: override for override in overrides}
    left = tuple(f for f in findings if f.id not in by_target)
    still_open = tuple(o for o in open_rules if o.code not in by_target)
    overridden = tuple(_overridden(by_target, findings, open_rules))
    used = {item.override.target for item in overridden}
    return Judged(
        ruling=decide((f.severity for f in left), (o.at_most for o in still_open)),
        findings=left,
        open_rules=still_open,
        overridden=overridden,
        unused_overrides=tuple(o for o in overrides if o.target not in used),
        outcomes=tuple(run.outcome for run in runs),
        provisions=tuple(_provisions(runs, law)),
    )


def run_screening_rule(rule: Rule, case: ScreeningCase, law: Law) -> Run:
    """Run one rule: what is not law on the day does not apply, and what is partly open is not passed."""
    absent = _absent(rule.info.parameters, law)
    if absent is not None:
        reason = f"{case.as_of} 没有这项规定（{absent.citation.document}：{absent.note or absent.title}）"
        return Run(Outcome(rule.info, Verdict.NOT_APPLICABLE, reason, "no such provision on the day"))
    run = run_rule(rule, case, law)
    outcome = run.outcome
    if outcome.verdict is Verdict.PASSED and outcome.skipped:
        said = run.skipped[0][1]
        run.outcome = replace(outcome, verdict=Verdict.NOT_EVALUATED, reason=said.reason, reason_en=said.reason_en)
    elif outcome.verdict is Verdict.NOT_APPLICABLE and not outcome.checked:
        run.outcome = replace(outcome, reason="本案不属本规则所查", reason_en="the rule is not about such cases")
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


def _open_rule(run: Run, law: Law) -> OpenRule | None:
    outcome = run.outcome
    if outcome.verdict is not Verdict.NOT_EVALUATED and not outcome.skipped:
        return None
    reasons = dict.fromkeys(said.reason for _, said in run.skipped) or [outcome.reason]
    reasons_en = dict.fromkeys(said.reason_en for _, said in run.skipped) or [outcome.reason_en]
    rule = outcome.rule
    at_most = rule.severity
    if any(_is_memory(law.value(name)) for name in rule.parameters):
        at_most = max(at_most, Severity.WARNING, key=lambda severity: severity.rank)
    return OpenRule(rule.code, rule.title, rule.title_en, "；".join(reasons), "; ".join(reasons_en), at_most)


def _is_memory(provision: Provision | None) -> bool:
    return provision is not None and provision.confidence is Confidence.MEMORY


def _overridden(
    by_target: Mapping[str, Override], findings: Sequence[Finding], open_rules: Sequence[OpenRule]
) -> Iterator[Overridden]:
    yield from (Overridden(by_target[f.id], finding=f) for f in findings if f.id in by_target)
    yield from (Overridden(by_target[o.code], open_rule=o) for o in open_rules if o.code in by_target)


def _provisions(runs: Sequence[Run], law: Law) -> Iterator[Provision]:
    """The provisions of the rules that said something, each once, by code."""
    spoke = {Verdict.FOUND, Verdict.PASSED, Verdict.NOT_EVALUATED}
    used = {name for run in runs if run.outcome.verdict in spoke for name in run.outcome.rule.parameters}
    yield from (provision for name in sorted(used) if (provision := law.value(name)) is not None)


def _by_gravity(finding: Finding) -> tuple[int, tuple[str, int], str]:
    return finding.severity.rank, in_code_order(finding.rule), finding.message
