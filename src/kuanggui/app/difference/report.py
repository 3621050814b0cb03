"""Use case: compare two plans, or two days of one, in one database or in two."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

from kuanggui.app.difference.features import Difference, compare_features
from kuanggui.app.difference.plans import compare_plans
from kuanggui.app.opening import for_reading
from kuanggui.app.plan_on_day import plan_as_of
from kuanggui.app.plans import choose
from kuanggui.model.feature import Feature, FeatureQuery
from kuanggui.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Side:
    """A plan in a database, as of a day (None: all days at once, every version counts) and a moment."""

    database: str
    plan: str | None = None
    as_of: date | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both plans and what differs, part by part."""

    old: str
    new: str
    differences: tuple[tuple[str, Difference], ...]


def compare(old: Side, new: Side) -> Comparison:
    """What changed from one side to the other; raises StoreError."""
    first, before = _read(old)
    second, after = _read(new)
    texts = [] if first == second else [*compare_plans(first, second)]
    features = [("features", each) for each in compare_features(before, after)]
    return Comparison(first.id, second.id, (*texts, *features))


def _read(side: Side) -> tuple[Plan, list[Feature]]:
    with closing(for_reading(side.database)) as store, store.reading() as work:
        plan = choose(work.plans(), side.plan, side.database).id
        query = FeatureQuery(plan, as_of=side.as_of, known_at=side.known_at)
        return plan_as_of(work, plan, side.as_of, side.known_at), [each.feature for each in work.features.find(query)]
