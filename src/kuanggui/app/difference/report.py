"""Use case: compare two plans, or two days of one, in one database or in two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from kuanggui.app.difference.features import Difference, Pair, compare_pair, pair_features
from kuanggui.app.difference.plans import compare_plans
from kuanggui.app.opening import for_reading
from kuanggui.app.plan_on_day import plan_as_of
from kuanggui.app.plans import choose
from kuanggui.app.ports import Work
from kuanggui.model.feature import Feature, FeatureQuery

MOST_AROUND = 500


@dataclass(frozen=True, slots=True)
class Side:
    """A plan in a database, as of a day (None: all days at once, every version counts) and a moment."""

    database: str
    plan: str | None = None
    as_of: date | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both plans and what differs, part by part; `pairs` are the features that do, `around` what stays near them, if asked for."""

    old: str
    new: str
    differences: tuple[tuple[str, Difference], ...]
    pairs: tuple[Pair, ...] = ()
    around: tuple[Feature, ...] = ()


def compare(old: Side, new: Side, *, around: bool = False) -> Comparison:
    """What changed from one side to the other, with what lies around the changes for a map; raises StoreError."""
    if old.database == new.database:
        with closing(for_reading(old.database)) as store, store.reading() as work:
            return _compared(work, old, work, new, around=around)
    stores = closing(for_reading(old.database)), closing(for_reading(new.database))
    with stores[0] as store, stores[1] as other, store.reading() as work, other.reading() as works:
        return _compared(work, old, works, new, around=around)


def _compared(one: Work, old: Side, other: Work, new: Side, *, around: bool) -> Comparison:
    first, second = (choose(work.plans(), side.plan, side.database).id for work, side in ((one, old), (other, new)))
    before = plan_as_of(one, first, old.as_of, old.known_at)
    after = plan_as_of(other, second, new.as_of, new.known_at)
    texts = [] if before == after else [*compare_plans(before, after)]
    asked, told = (
        FeatureQuery(plan, as_of=side.as_of, known_at=side.known_at) for plan, side in ((first, old), (second, new))
    )
    # Between two days of one plan the database knows what stays; with every day at once a feature has several versions.
    if one is other and first == second and old.as_of and new.as_of:
        versions = one.features.only(asked, told), one.features.only(told, asked)
    else:
        versions = one.features.find(asked), other.features.find(told)
    pairs = tuple(pair_features(*((version.feature for version in found) for found in versions)))
    differences = (("features", compare_pair(pair)) for pair in pairs)
    near = tuple(_around(other, told, pairs)) if around else ()
    return Comparison(first, second, (*texts, *differences), pairs, near)


def _around(work: Work, query: FeatureQuery, pairs: tuple[Pair, ...]) -> Iterator[Feature]:
    """Features that stay, near those that change; not more than a map can show."""
    from kuanggui.app.difference.geometry import window_of  # noqa: PLC0415 - only maps need geometry

    changed = {feature.id for pair in pairs for feature in pair if feature is not None}
    window = window_of(feature.shape for pair in pairs for feature in pair if feature is not None)
    if window is None:
        return
    found = work.features.find(replace(query, window=window))
    stay = (version.feature for version in found if version.feature.id not in changed)
    yield from islice(stay, MOST_AROUND)
