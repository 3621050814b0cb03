"""Numbers that an adjustment gives to features: none may be in use already, and drafting says so, not only the day it takes force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kuanggui.app.ports import Work
from kuanggui.app.public.wording import word
from kuanggui.model.feature import Change, Feature, FeatureQuery


def taken_numbers(work: Work, plan: str, changes: Sequence[Change]) -> Iterator[tuple[int, str]]:
    """Which change (by its place, from 0) gives a number that is in use, and what has it: a feature of the plan, or one drawn here.

    A feature keeps its own number, and that of one which has ended is free.
    """
    given = [(place, feature) for place, change in enumerate(changes) for feature in _new(change)]
    in_use = _in_use(work, plan, [feature.id for _, feature in given])
    drawn = dict[str, int]()
    for place, feature in given:
        if feature.id in in_use:
            yield place, f"编号 {feature.id} 在本规划中已使用（{in_use[feature.id]}）；请改编号，或调整原有的一个"
        elif feature.id in drawn:
            yield place, f"编号 {feature.id} 与本次调整第 {drawn[feature.id] + 1} 项变更的要素相同；请改编号"
        drawn.setdefault(feature.id, place)


def _new(change: Change) -> list[Feature]:
    """The features of a change that were not there before under their numbers."""
    before = {feature for feature, _ in change.before}
    return [feature for feature in change.after if feature.id not in before]


def _in_use(work: Work, plan: str, ids: Sequence[str]) -> dict[str, str]:
    """What has each of these numbers today or from a later day on."""
    if not ids:
        return {}
    found = work.features.find(FeatureQuery(plan, ids=tuple(dict.fromkeys(ids))))
    today = date.today()
    lasting = [each for each in found if each.valid_to is None or each.valid_to > today]
    return {each.feature.id: f"{_named(each.feature)}，自 {each.valid_from} 起" for each in lasting}


def _named(feature: Feature) -> str:
    kind, _ = word("kind", feature.kind.value)
    number = f"，{feature.number}" if feature.number and feature.number != feature.id else ""
    return f"{kind}“{feature.name}”{number}"
