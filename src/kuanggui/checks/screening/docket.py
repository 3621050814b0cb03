"""How the rules meet cases that are alike: what does not depend on the ground is settled once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from kuanggui.checks.rule import Rule
from kuanggui.checks.run import Run
from kuanggui.checks.screening.case import ScreeningCase, value_at
from kuanggui.checks.screening.empty_ground import EmptyGround
from kuanggui.checks.screening.likeness import MOST_KEPT, Likeness
from kuanggui.checks.screening.running import (
    at_most,
    left_open,
    may_run,
    perform_screening_rule,
    run_screening_rule,
    screening_rules,
)
from kuanggui.findings.assessment import Outcome
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.findings.screening import OpenRule
from kuanggui.regulation.law import Law
from kuanggui.regulation.parameter import Provision

_SPOKE = {Verdict.FOUND, Verdict.PASSED, Verdict.NOT_EVALUATED}


@dataclass(frozen=True, slots=True)
class Quiet:
    """How a rule ends, without a finding, wherever no layer of some kinds has anything in or near the block."""

    kinds: frozenset[str]
    run: Run
    left_open: OpenRule | None


@dataclass(frozen=True, slots=True)
class Step:
    """One rule: how it ended where the ground plays no part in that, else the provisions it goes by."""

    rule: Rule
    at_most: Severity
    provisions: tuple[Provision, ...] = ()
    ended: Quiet | None = None

    def run(self, case: ScreeningCase, law: Law) -> tuple[Run, OpenRule | None]:
        """How the rule ends on a case, and what it leaves open."""
        run = perform_screening_rule(self.rule, case, law, self.provisions)
        return run, left_open(run, self.at_most)

    def quiet(self, case: ScreeningCase, law: Law) -> Quiet | None:
        """How the rule ends where nothing lies; None when it has to see the block even so."""
        if self.ended is not None:
            return self.ended
        ground = EmptyGround(case.ground)
        run, opened = self.run(replace(case, ground=ground), law)
        if ground.is_measured or run.findings or run.outcome.failed:
            return None
        return Quiet(frozenset(ground.kinds), run, opened)


@dataclass(frozen=True, eq=False)
class Sheet:
    """The rules in order before blocks on which the same kinds of layers have something: `loud` have to be run there.

    The other ones have ended; their places in `runs` and `opened` are filled.
    """

    steps: tuple[Step, ...]
    loud: tuple[int, ...]
    runs: tuple[Run, ...]
    opened: tuple[OpenRule | None, ...]
    law: Law
    _spoken: dict[tuple[bool, ...], tuple[Provision, ...]] = field(default_factory=dict)

    def run(self, case: ScreeningCase) -> Ended:
        """How every rule ends on a case, what is left open, and the provisions that were gone by."""
        runs, opened = list(self.runs), list(self.opened)
        for at in self.loud:
            runs[at], opened[at] = self.steps[at].run(case, self.law)
        return Ended(runs, [left for left in opened if left is not None], self._provisions(runs))

    def _provisions(self, runs: Sequence[Run]) -> tuple[Provision, ...]:
        """The provisions of the rules that said something, each once, by code."""
        spoke = tuple([runs[at].outcome.verdict in _SPOKE for at in self.loud])
        if spoke not in self._spoken:
            said = [run.outcome.rule for run in runs if run.outcome.verdict in _SPOKE]
            used = sorted({name for info in said for name in info.parameters})
            found = (self.law.value(name) for name in used)
            self._spoken[spoke] = tuple(provision for provision in found if provision is not None)
        return self._spoken[spoke]


@dataclass(frozen=True, slots=True)
class Ended:
    """How the rules ended on a case: their runs, what is left open, the provisions of those that said something."""

    runs: Sequence[Run]
    open_rules: Sequence[OpenRule]
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, eq=False)
class Docket:
    """The rules in order, as cases that are alike meet them, wherever they lie."""

    steps: tuple[Step, ...]
    law: Law
    _quiet: dict[Likeness, tuple[Quiet | None, ...]] = field(default_factory=dict)
    _sheets: dict[tuple[Likeness, frozenset[str]], Sheet] = field(default_factory=dict)

    def run(self, case: ScreeningCase) -> Ended:
        """How every rule ends on a case."""
        sheet = self._sheets.get((case.likeness, case.ground.busy()))
        return (sheet or self._sheet(case)).run(case)

    def _sheet(self, case: ScreeningCase) -> Sheet:
        """The sheet of a case, kept for those like it on ground with the same kinds of things."""
        if len(self._sheets) >= MOST_KEPT:
            self._sheets.clear()
            self._quiet.clear()
        if (key := case.likeness) not in self._quiet:
            self._quiet[key] = tuple(step.quiet(case, self.law) for step in self.steps)
        busy, quiet = case.ground.busy(), self._quiet[key]
        loud = [at for at, end in enumerate(quiet) if end is None or not busy.isdisjoint(end.kinds)]
        runs = tuple(_waiting(step) if end is None else end.run for step, end in zip(self.steps, quiet, strict=True))
        opened = tuple(None if end is None else end.left_open for end in quiet)
        return self._sheets.setdefault((key, busy), Sheet(self.steps, tuple(loud), runs, opened, self.law))


def _waiting(step: Step) -> Run:
    return Run(Outcome(step.rule.info, Verdict.NOT_EVALUATED))


def draw_up(chosen: Iterable[Rule], case: ScreeningCase, law: Law) -> Docket:
    """The docket for a case and for all that are like it."""
    return Docket(tuple(_step(rule, case, law) for rule in chosen), law)


@dataclass(frozen=True, eq=False)
class Dockets:
    """Dockets under one law for cases against one plan and the same layers, each drawn up when the first such case comes."""

    law: Law
    _known: dict[tuple[Any, ...], Docket] = field(default_factory=dict)
    _asked: dict[Likeness, Docket] = field(default_factory=dict)

    def of(self, case: ScreeningCase) -> Docket:
        """The docket of a case. Cases are alike when needs of rules (`ScreeningCase.lack`) cannot tell them apart."""
        asked = case.likeness
        if asked not in self._asked:
            if len(self._asked) >= MOST_KEPT:
                self._asked.clear()
            self._asked[asked] = self._find(case)
        return self._asked[asked]

    def _find(self, case: ScreeningCase) -> Docket:
        asked = case.application
        given = tuple([value_at(asked, path) is not None for path in _fields()])
        key = (asked.purpose, asked.action, asked.minerals, given)
        if key not in self._known:
            self._known[key] = draw_up(screening_rules(), case, self.law)
        return self._known[key]


@lru_cache(maxsize=1)
def _fields() -> tuple[str, ...]:
    """Paths of the fields that a rule needs."""
    needs = {need for rule in screening_rules() for need in rule.info.needs}
    return tuple(sorted(need.removeprefix("field:") for need in needs if need.startswith("field:")))


def _step(rule: Rule, case: ScreeningCase, law: Law) -> Step:
    gravest = at_most(rule, law)
    if may_run(rule, case, law):
        return Step(rule, gravest, tuple(law[name] for name in rule.info.parameters))
    ended = run_screening_rule(rule, case, law)
    return Step(rule, gravest, ended=Quiet(frozenset(), ended, left_open(ended, gravest)))
