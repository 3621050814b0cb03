"""What is wrong with the shapes of a reading: told as doubts with the nearest corner, never mended in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.formats.parcels import Doubt, Parcel, Reading
from kuanggui.spatial.topology.fault import NAMES, NAMES_EN, Fault, Problem
from kuanggui.spatial.topology.validity import find_faults

_MOST_TOLD = 200
_UNITS = {
    Fault.REPEATED_POINT: "相距 {:.3f} m",
    Fault.SPIKE: "长 {:.2f} m",
    Fault.SLIVER: "平均宽 {:.3f} m",
    Fault.SEVERAL_PARTS: "共 {:.0f} 个",
}
_UNITS_EN = {
    Fault.REPEATED_POINT: "{:.3f} m apart",
    Fault.SPIKE: "{:.2f} m long",
    Fault.SLIVER: "{:.3f} m wide on average",
    Fault.SEVERAL_PARTS: "{:.0f} of them",
}
_UNRELIABLE = {Fault.SELF_CROSSING, Fault.HOLE_OUTSIDE, Fault.INVALID}


def inspect(reading: Reading) -> Reading:
    """The reading with a doubt for every fault of its shapes."""
    problems = find_faults(reading.polygons)
    degrees = reading.polygons.crs.to_degrees(reading.polygons.x, reading.polygons.y)
    doubts = [_tell(reading, problem, degrees) for problem in problems[:_MOST_TOLD]]
    if len(problems) > _MOST_TOLD:
        doubts.append(
            Doubt(
                "几何",
                f"另有 {len(problems) - _MOST_TOLD} 处几何问题未列出",
                (),
                f"{len(problems) - _MOST_TOLD} more faults of geometry are not listed",
            )
        )
    return replace(reading, doubts=(*reading.doubts, *doubts))


def _tell(reading: Reading, problem: Problem, degrees: tuple[Floats, Floats]) -> Doubt:
    parcel = reading.parcels[problem.feature]
    label = _find_label(reading, parcel, problem, degrees)
    size = _UNITS[problem.fault].format(problem.size) if problem.fault in _UNITS else ""
    parts = [NAMES[problem.fault], size, f"在点 {label} 附近" if label else ""]
    if problem.fault in _UNRELIABLE:
        parts.append("面积不可靠，请核对点序")
    size_en = _UNITS_EN[problem.fault].format(problem.size) if problem.fault in _UNITS_EN else ""
    english = [NAMES_EN[problem.fault], size_en, f"near corner {label}" if label else ""]
    if problem.fault in _UNRELIABLE:
        english.append("the area is not reliable, check the order of the corners")
    text, text_en = "，".join(filter(None, parts)), ", ".join(filter(None, english))
    return Doubt(parcel.name or parcel.place or "范围", text, (), text_en)


def _find_label(reading: Reading, parcel: Parcel, problem: Problem, degrees: tuple[Floats, Floats]) -> str:
    """The number of the corner that lies nearest to a fault."""
    first, last = reading.polygons.vertex_starts[problem.feature : problem.feature + 2].tolist()
    shrink = np.cos(np.radians(problem.lat))
    apart = np.hypot((degrees[0][first:last] - problem.lon) * shrink, degrees[1][first:last] - problem.lat)
    return _labels(parcel)[int(np.argmin(apart))] if len(apart) else ""


def _labels(parcel: Parcel) -> Sequence[str]:
    """Numbers of all corners, those of closing corners included."""
    return [label for ring in parcel.rings for label in (*ring.labels, ring.labels[0])]
