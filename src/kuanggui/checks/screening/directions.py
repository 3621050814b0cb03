"""Directions of a plan: ground it closes, kinds of work it forbids or restricts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuanggui.checks.data import words
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.plan_phrases import Directive, PlanText, minerals_in
from kuanggui.checks.screening.saying import hit, holds, open_question
from kuanggui.model.place import Place
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import is_kind_of


@dataclass(frozen=True, slots=True)
class Closing:
    """Ground on which the plan allows no new right, but for the exempt minerals."""

    place: Place
    exempt: tuple[str, ...]
    exempt_words: str


@dataclass(frozen=True, slots=True)
class Match:
    """A direction that fits the case; `doubt` says what has to be known before it is sure, empty when it is."""

    directive: Directive
    doubt: str = ""


def closed_ground(plan: PlanText, ground: str) -> Closing | None:
    """The first sentence that closes ground to new rights, None where the plan has none."""
    known = words("plan_words")
    for phrase in plan.phrases:
        if not any(word in phrase.text for word in known["ground"][ground]):
            continue
        only = re.search(known["only"], phrase.text)
        forbids = any(word in phrase.text for word in known["forbid"])
        if only or (forbids and any(word in phrase.text for word in known["set_new"])):
            exempt = only or re.search(known["except"], phrase.text)
            said = exempt[1] if exempt else ""
            return Closing(phrase.place, minerals_in(said), said)
    return None


def say_directions(case: ScreeningCase, law: Law, *, forbidden: bool) -> Iterator[Said]:
    """Every direction of that force that the case takes or may take, with the sentence of the plan; else that none is."""
    if not law["cn.planning.conformity"].value["inside_block"]:
        return
    said = False
    for match in matching(case, forbidden=forbidden):
        if match is not None and match.doubt:
            yield open_question(case, f"{match.doubt}（规划：“{match.directive.text}”）", "the setting is not given")
        elif match is not None:
            yield hit(case, {}, values={"quote": match.directive.text}, places=[match.directive.place])
        said = said or match is not None
    if not said:
        yield holds(case)


def matching(case: ScreeningCase, *, forbidden: bool) -> Iterator[Match | None]:
    """The directions of that force that fit the case; None for one about its mineral or setting that does not."""
    if case.plan_text is None:
        return
    for directive in case.plan_text.directives:
        if directive.forbidden is forbidden and _is_about(case, directive.text):
            yield _match(case, directive)


def _is_about(case: ScreeningCase, text: str) -> bool:
    known = words("plan_words")
    if any(word in text for ground in known["ground"].values() for word in ground):
        return False
    purposes = [purpose for purpose, names in known["purposes"].items() if any(name in text for name in names)]
    if purposes and case.application.purpose.value not in purposes:
        return False
    named = minerals_in(text)
    return case.concerns(*named) if named else bool(_settings(text))


def _settings(text: str) -> list[str]:
    return [s for s, names in words("plan_words")["settings"].items() if any(name in text for name in names)]


def _match(case: ScreeningCase, directive: Directive) -> Match | None:
    use = re.search(words("plan_words")["as_use"], directive.text)
    if use:
        return _match_use(case, directive, minerals_in(use[1]), minerals_in(use[2]))
    wanted = _settings(directive.text)
    if not wanted:
        return Match(directive)
    given = case.application.site.settings
    if given is None:
        return Match(directive, "未说明所在环境；请补充 site.settings")
    return Match(directive) if set(wanted) & {*given} else None


def _match_use(
    case: ScreeningCase, directive: Directive, rocks: tuple[str, ...], uses: tuple[str, ...]
) -> Match | None:
    own = case.application.mineral
    if not any(is_kind_of(own, use) for use in uses):
        return None
    if any(is_kind_of(own, rock) for rock in rocks):
        return Match(directive)
    given = case.application.site.settings
    if given is not None:
        return Match(directive) if "good_rock" in given else None
    return Match(directive, "未说明岩石种类和质量；请补充矿种（如建筑石料用灰岩）或 site.settings")
