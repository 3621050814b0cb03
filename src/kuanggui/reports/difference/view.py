"""What a report of differences shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from kuanggui.model.feature import Feature

HOW = {"added": "新增", "removed": "减少", "changed": "变更"}


@dataclass(frozen=True, slots=True)
class TextRow:
    """A difference in words: what it is about, how it differs, and in which lines."""

    subject: str
    how: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """A feature that differs: both sides (None: not there), metres between the centres, areas on the ellipsoid in km².

    What is nothing to the places that are printed is 0.
    """

    subject: str
    how: str
    lines: tuple[str, ...]
    before: Feature | None
    after: Feature | None
    kind: str
    moved_m: float | None = None
    before_km2: float | None = None
    after_km2: float | None = None

    @property
    def growth_km2(self) -> float | None:
        """How much larger it became; None where a side has no area."""
        if self.before_km2 is None or self.after_km2 is None:
            return None
        return round(self.after_km2 - self.before_km2, 4)


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Both sides by name, features and the parts of the text that differ, and what lies around and stays."""

    old: str
    new: str
    features: tuple[FeatureRow, ...] = ()
    parts: tuple[tuple[str, tuple[TextRow, ...]], ...] = ()
    around: tuple[Feature, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many things differ."""
        return len(self.features) + sum(len(rows) for _, rows in self.parts)
