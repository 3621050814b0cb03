"""The screening of one case: every rule, the themes, and the verdict that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kuanggui.checks.registry import in_code_order
from kuanggui.checks.rule import Rule
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.docket import Docket, Dockets, Ended, draw_up
from kuanggui.findings.assessment import Outcome
from kuanggui.findings.finding import Finding
from kuanggui.findings.identity import identify
from kuanggui.findings.ruling import Ruling, decide
from kuanggui.findings.screening import OpenRule, Overridden, Override
from kuanggui.regulation.law import Law
from kuanggui.regulation.parameter import Provision


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


def judge(
    case: ScreeningCase, law: Law, overrides: Sequence[Override] = (), chosen: Iterable[Rule] | None = None
) -> Judged:
    """Run the rules (default: all) and derive the verdict from what is not overridden."""
    docket = Dockets(law).of(case) if chosen is None else draw_up(chosen, case, law)
    return judge_by(docket, case, overrides)


def judge_by(docket: Docket, case: ScreeningCase, overrides: Sequence[Override] = ()) -> Judged:
    """Run the rules of a docket and derive the verdict from what is not overridden."""
    return judge_ended(docket.run(case), overrides)


def judge_ended(ended: Ended, overrides: Sequence[Override] = ()) -> Judged:
    """The verdict on how the rules ended, from what is not overridden."""
    findings = identify(sorted([f for run in ended.runs if run.findings for f in run.findings], key=_by_gravity))
    if not overrides:
        return _judged(ended, findings, tuple(ended.open_rules))
    by_target = {override.target: override for override in overrides}
    left = tuple(f for f in findings if f.id not in by_target)
    still_open = tuple(o for o in ended.open_rules if o.code not in by_target)
    overridden = tuple(_overridden(by_target, findings, ended.open_rules))
    used = {item.override.target for item in overridden}
    unused = tuple(o for o in overrides if o.target not in used)
    return _judged(ended, left, still_open, overridden, unused)


def _judged(
    ended: Ended,
    left: tuple[Finding, ...],
    still_open: tuple[OpenRule, ...],
    overridden: tuple[Overridden, ...] = (),
    unused: tuple[Override, ...] = (),
) -> Judged:
    return Judged(
        ruling=decide([f.severity for f in left], [o.at_most for o in still_open]),
        findings=left,
        open_rules=still_open,
        overridden=overridden,
        unused_overrides=unused,
        outcomes=tuple([run.outcome for run in ended.runs]),
        provisions=ended.provisions,
    )


def _overridden(
    by_target: Mapping[str, Override], findings: Sequence[Finding], open_rules: Sequence[OpenRule]
) -> Iterator[Overridden]:
    yield from (Overridden(by_target[f.id], finding=f) for f in findings if f.id in by_target)
    yield from (Overridden(by_target[o.code], open_rule=o) for o in open_rules if o.code in by_target)


def _by_gravity(finding: Finding) -> tuple[int, tuple[str, int], str]:
    return finding.severity.rank, in_code_order(finding.rule), finding.message
