"""Use case: the days on which something changed in a plan, and what is different between two of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kuanggui.app.atlas.ground import Ground
from kuanggui.app.difference.english import lines_in_english
from kuanggui.app.difference.features import compare_pair, pair_features
from kuanggui.model.feature import Feature


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day from which something is in force that was not before, or no longer; how many features came or went."""

    day: date
    begun: int
    ended: int


@dataclass(frozen=True, slots=True)
class FeatureDifference:
    """A feature that is not the same on two days: added, removed or changed, and how, in lines."""

    id: str
    kind: str
    name: str
    how: str
    lines: tuple[str, ...]
    lines_en: tuple[str, ...] = ()


def change_days(every: Ground) -> list[ChangeDay]:
    """The days of change, the first first, from all versions that have ever been in force."""
    begun = Counter(version.valid_from for version in every.versions)
    ended = Counter(version.valid_to for version in every.versions if version.valid_to)
    return [ChangeDay(day, begun[day], ended[day]) for day in sorted(begun.keys() | ended.keys())]


def differences(old: Ground, new: Ground) -> list[FeatureDifference]:
    """What is different on the later ground, by id."""
    before = {version.feature.id: version.feature for version in old.versions}
    after = {version.feature.id: version.feature for version in new.versions}
    found = []
    for key in sorted(before.keys() | after.keys()):
        pair = _pick(before, key), _pick(after, key)
        one = pair[1][0] if pair[1] else pair[0][0]
        for each in pair_features(*pair):
            told = compare_pair(each)
            found.append(FeatureDifference(key, one.kind.value, one.name, told.how, told.lines, lines_in_english(each)))
    return found


def _pick(features: dict[str, Feature], key: str) -> list[Feature]:
    return [features[key]] if key in features else []
