"""What a row keeps of its geometry beside the geometry itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Derived:
    """The bounding box in degrees and the area; None where there is no geometry, or no area as of a point."""

    west: float | None = None
    south: float | None = None
    east: float | None = None
    north: float | None = None
    area_m2: float | None = None


NOTHING = Derived()
