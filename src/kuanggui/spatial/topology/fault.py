"""One thing that is wrong with a shape or between two, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Kinds of faults; the size of each is given in brackets."""

    UNCLOSED = "unclosed"
    """A ring whose last corner is not its first [gap in m]."""
    SELF_CROSSING = "self_crossing"
    """Sides that cross or touch where they must not [none]."""
    HOLE_OUTSIDE = "hole_outside"
    """A hole outside its shell, or in another hole [none]."""
    INVALID = "invalid"
    """Any other breach of the rules for polygons [none]."""
    REPEATED_POINT = "repeated_point"
    """Two corners in a row within the snapping distance [distance in m]."""
    SPIKE = "spike"
    """A corner from which the boundary runs back on itself [length in m]."""
    SLIVER = "sliver"
    """A shape that is narrow all along [mean width in m]."""
    ZERO_AREA = "zero_area"
    """A shape that rounds to 0.00 m² [area in m²]."""
    SEVERAL_PARTS = "several_parts"
    """Several separate ranges in one feature [number of parts]."""
    OVERLAP = "overlap"
    """Ground of two features [area in m²]."""
    GAP = "gap"
    """Small enclosed ground between features [area in m²]."""
    NEAR_GAP = "near_gap"
    """A corner that misses a neighbour by no more than the snapping distance [distance in m]."""


NAMES = {
    Fault.UNCLOSED: "首尾不闭合",
    Fault.SELF_CROSSING: "自相交",
    Fault.HOLE_OUTSIDE: "内环不在外环内",
    Fault.INVALID: "面无效",
    Fault.REPEATED_POINT: "重复点",
    Fault.SPIKE: "尖刺",
    Fault.SLIVER: "狭长面",
    Fault.ZERO_AREA: "面积为零",
    Fault.SEVERAL_PARTS: "多个不相连的范围",
    Fault.OVERLAP: "重叠",
    Fault.GAP: "缝隙",
    Fault.NEAR_GAP: "近而不接",
}
"""What users call the faults."""
NAMES_EN = {
    Fault.UNCLOSED: "not closed",
    Fault.SELF_CROSSING: "crosses itself",
    Fault.HOLE_OUTSIDE: "a hole outside its ring",
    Fault.INVALID: "an invalid polygon",
    Fault.REPEATED_POINT: "a repeated corner",
    Fault.SPIKE: "a spike",
    Fault.SLIVER: "a sliver",
    Fault.ZERO_AREA: "no area",
    Fault.SEVERAL_PARTS: "several ranges apart",
    Fault.OVERLAP: "an overlap",
    Fault.GAP: "a gap",
    Fault.NEAR_GAP: "near without touching",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What counts as wrong: snapping distance and widest sliver in metres, largest gap in m², smallest overlap in m²."""

    snap_m: float = 0.01
    sliver_width_m: float = 0.1
    gap_m2: float = 100.0
    overlap_m2: float = 0.01


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of feature `feature`, with feature `other` where two are concerned, at a longitude and latitude."""

    fault: Fault
    feature: int
    lon: float
    lat: float
    size: float
    other: int | None = None
