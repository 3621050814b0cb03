"""Use case: how many features of each kind a plan has, which is all that a map needs to know of them before it is looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kuanggui.app.atlas.ground import Ground
from kuanggui.model.feature import FeatureKind, FeatureStatus, GeometryMark


@dataclass(frozen=True, slots=True)
class KindCount:
    """Features of a kind in one status whose shapes may be trusted alike; `mark` is none where they were never drawn."""

    kind: FeatureKind
    status: FeatureStatus
    mark: GeometryMark
    count: int


def count_kinds(ground: Ground) -> list[KindCount]:
    """The number of features of each kind, status and mark, in the order of these words."""
    features = (version.feature for version in ground.versions)
    counted = Counter((each.kind, each.status, each.shape.mark) for each in features)
    return [KindCount(*words, count) for words, count in sorted(counted.items())]
