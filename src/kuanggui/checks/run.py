"""Running rules over a case: a rule that fails is reported, and the run goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kuanggui.checks.case import Case, Lack
from kuanggui.checks.rule import Rule
from kuanggui.checks.said import Checked, Hit, Located, Said, Skipped
from kuanggui.findings.assessment import Outcome
from kuanggui.findings.evidence import plain, weigh
from kuanggui.findings.finding import Finding
from kuanggui.findings.identity import name_finding
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.findings.rule_info import RuleInfo
from kuanggui.model.place import Place
from kuanggui.model.quantity import Quantity
from kuanggui.regulation.citation import Confidence
from kuanggui.regulation.law import Law
from kuanggui.regulation.parameter import Provision


@dataclass(slots=True)
class Run:
    """One rule on one case: its outcome, its findings (repeats not yet told apart), and the places it checked or had to skip."""

    outcome: Outcome
    findings: list[Finding] = field(default_factory=list)
    checked: list[Place] = field(default_factory=list)
    skipped: list[tuple[Place, Skipped]] = field(default_factory=list)


def run_rules(rules: Iterable[Rule], case: Case, law: Law | None = None) -> list[Run]:
    """Run each rule on the case, in order."""
    return [run_rule(rule, case, law) for rule in rules]


def run_rule(rule: Rule, case: Case, law: Law | None = None) -> Run:
    """Run one rule; it never raises for what the rule does."""
    try:
        lack = why_not(rule.info, case, law)
        provisions = [law[name] for name in rule.info.parameters] if law and lack is None else []
    except Exception as error:  # one broken rule must not take the others with it
        return _Tally().failed(rule.info, error)
    if lack is not None:
        return Run(Outcome(rule.info, lack.verdict, lack.reason, lack.reason_en))
    return perform(rule, case, law, provisions)


def perform(rule: Rule, case: Case, law: Law | None, provisions: Sequence[Provision]) -> Run:
    """Run one rule on a case that lacks nothing it needs, under provisions looked up before; it never raises either."""
    tally = _Tally()
    try:
        for said in rule(case, law) if rule.info.parameters else rule(case):
            tally.take(rule.info, said, provisions)
    except Exception as error:  # as above
        return tally.failed(rule.info, error)
    return tally.ended(rule.info)


@dataclass(slots=True)
class _Tally:
    holding: int = 0
    findings: list[Finding] = field(default_factory=list)
    checked: list[Place] = field(default_factory=list)
    skipped: list[tuple[Place, Skipped]] = field(default_factory=list)
    doubts: list[Skipped] = field(default_factory=list)

    def take(self, info: RuleInfo, said: Said, provisions: Sequence[Provision]) -> None:
        match said:
            case Hit():
                self.findings.append(finding(info, said, provisions))
                self.checked.extend(_places(said.figures))
            case Checked():
                self.holding += 1
                self.checked.extend(_places(said.figures))
            case Skipped():
                self.doubts.append(said)
                self.skipped.extend((place, said) for place in _places(said.figures))

    def ended(self, info: RuleInfo) -> Run:
        if self.findings:
            return self._run(info, Verdict.FOUND)
        if self.holding:
            return self._run(info, Verdict.PASSED)
        if self.doubts:
            return self._run(info, Verdict.NOT_EVALUATED, self.doubts[0].reason, self.doubts[0].reason_en)
        return self._run(
            info, Verdict.NOT_APPLICABLE, "文中没有本规则所查的内容", "nothing of what the rule checks occurs"
        )

    def failed(self, info: RuleInfo, error: Exception) -> Run:
        what = f"{type(error).__name__}: {error}"
        verdict = Verdict.NOT_EVALUATED
        return self._run(info, verdict, f"规则内部错误（{what}）", f"internal error of the rule ({what})", failed=True)

    def _run(
        self, info: RuleInfo, verdict: Verdict, reason: str = "", reason_en: str = "", *, failed: bool = False
    ) -> Run:
        outcome = Outcome(
            rule=info,
            verdict=verdict,
            reason=reason,
            reason_en=reason_en,
            checked=self.holding + len(self.findings),
            skipped=len(self.doubts),
            found=len(self.findings),
            failed=failed,
        )
        return Run(outcome, self.findings, self.checked, self.skipped)


def why_not(info: RuleInfo, case: Case, law: Law | None) -> Lack | None:
    """Why a rule cannot run on a case, None when it can; raises KeyError for a parameter or need that nobody knows."""
    for name in info.parameters:
        reason = law.why_missing(name) if law else "没有给出适用的日期"
        if reason is not None:
            missing = Lack(
                Verdict.NOT_EVALUATED, f"缺少法规参数：{reason}", f"parameter {name} has no value on the day"
            )
            return _out_of_scope(info, case) or missing
    return next((lack for need in info.needs if (lack := case.lack(need)) is not None), None)


def _out_of_scope(info: RuleInfo, case: Case) -> Lack | None:
    """That a rule is not about the case at all: then it does not matter which provision is missing."""
    lacks = (case.lack(need) for need in info.needs)
    return next((lack for lack in lacks if lack is not None and lack.verdict is Verdict.NOT_APPLICABLE), None)


def finding(info: RuleInfo, hit: Hit, provisions: Sequence[Provision] = ()) -> Finding:
    """The finding a hit makes, with the id it has if it is no repeat.

    Raises KeyError when a template lacks a value, ValueError without a place.
    What rests on a provision known from memory may warn, never more.
    """
    severity = hit.severity or info.severity
    if Confidence.MEMORY in [provision.confidence for provision in provisions]:
        severity = max(severity, Severity.WARNING, key=lambda one: one.rank)
    evidence = weigh(hit.evidence)
    words: dict[str, object] = {"subject": hit.subject}
    words.update([(e.name, e.value + e.unit) for e in evidence])
    words.update([(name, plain(v) if isinstance(v, (Decimal, Quantity)) else v) for name, v in hit.values.items()])
    figures = tuple(_places(hit.figures)) if hit.figures else ()
    words_en = words | {"subject": hit.subject_en} if hit.subject_en else words
    places = tuple(hit.places) or figures
    if not places:
        raise ValueError("a hit needs figures or places")
    return Finding(
        id=name_finding(info.code, hit.subject, places),
        rule=info.code,
        family=info.family,
        severity=severity,
        title=info.title,
        title_en=info.title_en,
        message=info.message.format_map(words),
        message_en=info.message_en.format_map(words_en),
        subject=hit.subject,
        places=places,
        evidence=evidence,
        citations=(*info.basis, *hit.citations, *[provision.citation for provision in provisions]),
        remedy=info.remedy.format_map(words),
        remedy_en=info.remedy_en.format_map(words_en),
        figures=figures,
    )


def _places(figures: Sequence[Located]) -> Iterator[Place]:
    return (figure.place for figure in figures)
