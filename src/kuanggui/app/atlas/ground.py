"""The features of a plan in force on a day, kept as arrays between questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.app.atlas.kept import Kept
from kuanggui.app.held_store import HeldStore
from kuanggui.model.feature import FeatureQuery, FeatureVersion
from kuanggui.spatial.arrays import Floats, Integers

KEPT = 100_000
"""Features held in memory, some kilobytes each."""


@dataclass(frozen=True)
class Ground:
    """Versions of the features of a plan; `state` is the number of the entry of the audit trail they were read after."""

    plan: str
    day: date | None
    state: int
    versions: tuple[FeatureVersion, ...]

    @cached_property
    def drawn(self) -> Integers:
        """Positions of the versions that have a shape."""
        return np.array(
            [k for k, each in enumerate(self.versions) if each.feature.shape.wkb is not None], dtype=np.int64
        )

    @cached_property
    def shapes(self) -> NDArray[Any]:
        """Shapes of the drawn ones, in degrees on CGCS2000."""
        wkb = [self.versions[k].feature.shape.wkb for k in self.drawn.tolist()]
        return np.asarray(shapely.from_wkb(np.array(wkb, dtype=object)), dtype=object)

    @cached_property
    def boxes(self) -> Floats:
        """Bounding boxes of the drawn ones: shape (drawn, 4)."""
        return np.asarray(shapely.bounds(self.shapes)).reshape(-1, 4)

    def prepare(self) -> None:
        """Compute now what every question about places needs."""
        _ = self.boxes

    def within(self, window: Sequence[float]) -> Integers:
        """Drawn ones, by their position among these, whose boxes meet a window: west, south, east, north."""
        west, south, east, north = window
        boxes = self.boxes
        return np.flatnonzero(
            (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        )

    def version(self, place: int) -> FeatureVersion:
        """The version at a position among the drawn ones."""
        return self.versions[int(self.drawn[place])]


class Grounds:
    """Features of the plans of a database; what was read last stays as long as nothing has been written. Safe for threads."""

    def __init__(self, database: str) -> None:
        self._held = HeldStore(database)
        self._kept: Kept[Ground] = Kept(KEPT, lambda ground: 1 + len(ground.versions))

    def on(self, plan: str, day: date | None) -> Ground:
        """The features of a plan in force on a day; None for every version that has ever been in force. Raises StoreError."""
        with self._held.opened().reading() as work:
            state = work.last_entry()

            def read() -> Ground:
                return Ground(plan, day, state, tuple(work.features.find(FeatureQuery(plan, as_of=day))))

            return self._kept.get((plan, day, state), read)

    def close(self) -> None:
        """Let go of the database."""
        self._held.close()
