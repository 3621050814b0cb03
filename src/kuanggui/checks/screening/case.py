"""What the screening rules go through: the case, the ground it lies on, the plan, the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from kuanggui.checks.case import Lack
from kuanggui.checks.screening.features import Ground, ThemeHits
from kuanggui.checks.screening.likeness import Likeness, likeness
from kuanggui.checks.screening.plan_phrases import PlanText
from kuanggui.findings.judgement import Verdict
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.screening.application import Application
from kuanggui.model.screening.fields import label
from kuanggui.regulation.mineral_catalogue import is_kind_of

SCOPES = ("is", "mineral")
_OUT = "本案不属本规则所查", "the rule is not about cases of this kind"


@dataclass(frozen=True)
class ScreeningCase:
    """One application or planning block; `place` is where it was read, `titles` the names of the themes.

    Of a kind in `withheld` there is a layer that may have something here and was not to be looked into.
    """

    application: Application
    ground: Ground
    place: Place
    as_of: date
    plan_text: PlanText | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()

    @property
    def plan(self) -> Plan | None:
        """The plan, if there is one."""
        return self.plan_text.plan if self.plan_text else None

    def lack(self, need: str) -> Lack | None:
        """A need is `is:…` (scope), `mineral:…` (scope), `layer:…`, `field:…` or `plan`; raises KeyError for another one."""
        kind, _, what = need.partition(":")
        if kind in SCOPES:
            return None if is_within(self.application, need) else Lack(Verdict.NOT_APPLICABLE, *_OUT)
        return _LACKS[kind](self, what)

    def concerns(self, *minerals: str) -> bool:
        """Whether a mineral of the case is one of these or a kind of one."""
        return _concern(self.application.minerals, minerals)

    def hits(self, kind: str) -> ThemeHits:
        """What a theme has in the block; raises KeyError when a rule did not say that it needs the layer."""
        found = self.ground.theme(kind)
        if found is None:
            raise KeyError(kind)
        return found

    def no_layer(self, kind: str, mend: str = "") -> tuple[str, str]:
        """Why there is no layer of a kind to go by, in Chinese with how to mend it, and in English."""
        if kind in self.withheld:
            reason = f"图层“{self.title(kind)}”属其他辖区，未参与审查；请由其辖区或共同上级审查"
            return reason, f"the layer of kind {kind} is of another region and took no part"
        return f"缺少图层“{self.title(kind)}”{mend}", f"no layer of kind {kind}"

    def title(self, kind: str) -> str:
        """The name of a theme."""
        return self.titles.get(kind, kind)

    @cached_property
    def likeness(self) -> Likeness:
        """What the case has in common with those that differ from it in their names and their ground only."""
        return likeness(self.application)


def is_within(application: Application, need: str) -> bool:
    """Whether a case is among those that a need of a rule is about (`is:…`, `mineral:…`); other needs exclude none."""
    kind, _, what = need.partition(":")
    if kind == "is":
        return _SCOPES[what](application)
    return kind != "mineral" or concerns(application, what.split("|"))


def concerns(application: Application, minerals: Sequence[str]) -> bool:
    """Whether a mineral of a case is one of these or a kind of one."""
    return _concern(application.minerals, tuple(minerals))


@lru_cache(maxsize=4096)  # every case of a run is asked about the lists of the same provisions
def _concern(minerals: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(is_kind_of(own, other) for own in minerals for other in others)


def value_at(application: Application, path: str) -> Any:
    """The value of a field by its path; None where nothing was said."""
    if path.startswith("documents."):
        return application.document(path.removeprefix("documents."))
    value: Any = application
    for name in path.split("."):
        value = None if value is None else getattr(value, name)
    return value


def _lack_layer(case: ScreeningCase, kind: str) -> Lack | None:
    if case.ground.theme(kind) is not None:
        return None
    return Lack(Verdict.NOT_EVALUATED, *case.no_layer(kind, f"；请用 kuanggui layer add --kind {kind} 入库"))


def _lack_field(case: ScreeningCase, path: str) -> Lack | None:
    if value_at(case.application, path) is not None:
        return None
    return Lack(Verdict.NOT_EVALUATED, f"未提供“{label(path)}”；请补充 {path}", f"{path} is not given")


def _lack_plan(case: ScreeningCase, _: str) -> Lack | None:
    if case.plan is not None:
        return None
    return Lack(Verdict.NOT_EVALUATED, "没有规划；请先用 kuanggui import 导入规划文本", "no plan in the database")


_LACKS: dict[str, Callable[[ScreeningCase, str], Lack | None]] = {
    "layer": _lack_layer,
    "field": _lack_field,
    "plan": _lack_plan,
}
_SCOPES: dict[str, Callable[[Application], bool]] = {
    "mining": lambda a: a.is_mining,
    "exploration": lambda a: not a.is_mining,
    "right": lambda a: not a.action.is_block,
    "block": lambda a: a.action.is_block,
    "new": lambda a: a.action.value == "new",
    "renewal": lambda a: a.action.value == "renewal",
    "extension": lambda a: a.action.value == "extension",
    "conversion": lambda a: a.action.value == "conversion",
    "setting": lambda a: a.action.sets_right,
    "held": lambda a: a.action.value in {"renewal", "conversion"},
    "ground": lambda a: a.action.takes_ground,
}
