"""What is wrong with the shape of a reading: told as doubts, never mended in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import shapely

from kuanggui.spatial.formats.parcels import Doubt, Parcel, Reading
from kuanggui.spatial.polygons import to_shapely

_REASONS = {
    "Ring Self-intersection": "边在一点自相接",
    "Self-intersection": "边自相交",
    "Hole lies outside shell": "挖空圈在外圈之外",
    "Holes are nested": "挖空圈互相套叠",
    "Interior is disconnected": "内部被挖空圈隔断",
    "Nested shells": "一圈套在另一圈之内",
    "Duplicate Rings": "两圈相同",
    "Too few points in geometry component": "点数不足",
}
_REASON = re.compile(r"^(.*?)\s*(?:\[(\S+) (\S+)\])?$")


def inspect(reading: Reading) -> Reading:
    """The reading with doubts about corners written twice and about shapes that are not valid."""
    shapes = to_shapely(reading.polygons)
    found = [
        doubt
        for parcel, shape in zip(reading.parcels, shapes, strict=True)
        for doubt in (*_find_repeated(parcel), *_find_invalid(parcel, shape))
    ]
    return replace(reading, doubts=(*reading.doubts, *found))


def _title(parcel: Parcel) -> str:
    return parcel.name or parcel.place or "范围"


def _find_repeated(parcel: Parcel) -> Iterator[Doubt]:
    for ring in parcel.rings:
        corners = [*zip(ring.first, ring.second, strict=True)]
        for k in range(1, len(corners)):
            if corners[k] == corners[k - 1]:
                yield Doubt(_title(parcel), f"点 {ring.labels[k - 1]} 与点 {ring.labels[k]} 坐标相同")


def _find_invalid(parcel: Parcel, shape: shapely.Geometry) -> Iterator[Doubt]:
    if shapely.area(shape) == 0:
        yield Doubt(_title(parcel), "面积为零，各点在一条线上")
    elif not shapely.is_valid(shape):
        found = _REASON.match(shapely.is_valid_reason(shape))
        reason, x, y = found.groups() if found else ("", None, None)
        place = f"，在 {float(x):.10g}, {float(y):.10g} 附近" if x and y else ""
        yield Doubt(_title(parcel), f"面无效：{_REASONS.get(reason, reason)}{place}；面积不可靠，请核对点序")
