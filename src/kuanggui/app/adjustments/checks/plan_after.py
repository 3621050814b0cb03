"""The plan as it would be after an adjustment, beside the plan as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kuanggui.app.plan_on_day import plan_on
from kuanggui.app.ports import Work
from kuanggui.model.adjustment import Adjustment
from kuanggui.model.feature import ChangeKind, Feature, FeatureQuery, FeatureVersion
from kuanggui.model.plan import Plan
from kuanggui.model.target import with_targets


@dataclass(frozen=True, slots=True)
class PlanAfter:
    """An adjustment on the features and figures that last, by id, on the day of the check."""

    adjustment: Adjustment
    lasting: dict[str, FeatureVersion]
    plan_before: Plan
    day: date

    @property
    def gone(self) -> set[str]:
        """Ids of the features that give way."""
        return {feature for change in self.adjustment.changes for feature, _ in change.before}

    @property
    def before(self) -> dict[str, Feature]:
        """The features that give way, by id."""
        return {feature: self.lasting[feature].feature for feature in sorted(self.gone & self.lasting.keys())}

    @property
    def others(self) -> tuple[Feature, ...]:
        """The features that stay as they are."""
        gone = self.gone
        return tuple(each.feature for key, each in self.lasting.items() if key not in gone)

    @property
    def plan(self) -> Plan:
        """The plan with the figures of the adjustment."""
        return with_targets(self.plan_before, {change.key: change.new for change in self.adjustment.targets})

    def versions(self) -> Iterator[FeatureVersion]:
        """Every feature in force after the adjustment."""
        gone, now = self.gone, datetime.now(UTC)
        yield from (each for key, each in self.lasting.items() if key not in gone)
        for change in self.adjustment.changes:
            for feature in change.after:
                yield FeatureVersion(feature, self.adjustment.plan, 1, self.day, now)

    def features(self) -> tuple[Feature, ...]:
        """The same without their times."""
        return tuple(each.feature for each in self.versions())

    def drawn(self) -> Iterator[tuple[Feature, bool]]:
        """Features that come new, move, or change in what a check looks at; and whether they are new."""
        new = {ChangeKind.ADD, ChangeKind.SPLIT, ChangeKind.MERGE}
        for change in self.adjustment.changes:
            for feature in change.after:
                old = self.lasting.get(feature.id)
                is_new = change.kind in new or old is None
                if is_new or (old is not None and _looked_at(old.feature) != _looked_at(feature)):
                    yield feature, is_new


def plan_after(work: Work, adjustment: Adjustment, day: date) -> PlanAfter:
    """The plan before and after an adjustment; raises KeyError for a change of a feature that is no longer there."""
    lasting = {each.feature.id: each for each in work.features.find(FeatureQuery(adjustment.plan)) if not each.valid_to}
    figures = work.targets.find(adjustment.plan, lasting=True)
    return PlanAfter(adjustment, lasting, plan_on(work, adjustment.plan, figures), day)


def _looked_at(feature: Feature) -> tuple[object, ...]:
    return (feature.kind, feature.shape, feature.minerals, feature.adcodes, feature.stated_area_km2, feature.attributes)
