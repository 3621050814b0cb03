"""区域坐标 of the mining-right registration database: one comma-separated string, with or without corner numbers.

With numbers: `rings, { points, (number, X, Y) × points, upper limit, lower limit, name, flag } × rings ,` flag 1 included,
-1 cut out. Without: `rings, { points, x, y, … [, 0 or -1, a, b] }`, -1 cut out. Sources: the public repositories CK_Sync and
block-coordinate-split; degrees are packed as DDD.MMSS there.
"""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.errors import InputError
from kuanggui.spatial.formats.notation import Notation, clean, parse_number
from kuanggui.spatial.formats.parcels import Doubt, Parcel, Reading, Ring, build_polygons
from kuanggui.spatial.formats.placing import Hint, place

_NO_LIMIT = 1000.0


def read_area_string(text: str, hint: Hint | None = None) -> Reading:
    """The range of one right; raises InputError that names the ring and item where the string breaks off."""
    items = [item.strip() for item in clean(text).split(",")]
    while items and not items[-1]:
        items.pop()
    if not items:
        raise InputError("区域坐标是空的；请填写坐标串")
    parcel = _read_numbered(items) or _read_bare(items)
    if parcel is None:
        raise InputError(
            f"区域坐标的圈数、点数与项数（{len(items)} 项）对不上：{_diagnose(items)}；请核对是否缺项或多项"
        )
    placed = place([parcel], (hint or Hint()).filled(notation=Notation.PACKED))
    return Reading(
        (parcel,), build_polygons([parcel], placed.points, placed.crs), (*placed.doubts, *_check_limits(parcel))
    )


def _count(items: Sequence[str], at: int) -> int:
    """The whole number at a place, or nought if there is none."""
    return int(items[at]) if at < len(items) and items[at].isdigit() else 0


def _read_numbered(items: list[str]) -> Parcel | None:
    """The variant with corner numbers, if the string has exactly its number of items."""
    rings, limits, at = [], [], 1
    for _ in range(_count(items, 0)):
        points = _count(items, at)
        end = at + 1 + 3 * points
        tail = [*items[end : end + 4], "", "", "", ""][:4]
        if points < 3 or end + 1 >= len(items) or tail[3] not in {"1", "-1"}:
            return None
        corners = items[at + 1 : end]
        rings.append(Ring(tuple(corners[0::3]), tuple(corners[1::3]), tuple(corners[2::3]), tail[3] == "-1"))
        limits.append(tail)
        at = end + 4
    if not rings or at != len(items) or rings[0].hole:
        return None
    highest, lowest = (_limit(limits[0][k]) for k in range(2))
    return Parcel(tuple(rings), limits[0][2], lowest, highest)


def _diagnose(items: list[str]) -> str:
    """Where a string that fits neither variant breaks off first, read as the one with corner numbers if it looks so."""
    numbered = len(items) > 4 and items[2].isdigit() and len(items[2]) < 6
    at, rings = 1, _count(items, 0)
    for ring in range(1, rings + 1):
        points = _count(items, at)
        if at >= len(items):
            return f"写 {rings} 圈，只有 {ring - 1} 圈"
        if points < 3:
            return f"第 {ring} 圈的点数（第 {at + 1} 项 {items[at][:20]!r}）不是三以上的整数"
        end = at + 1 + (3 if numbered else 2) * points
        if end > len(items):
            return f"第 {ring} 圈写 {points} 点，串却在第 {len(items)} 项结束"
        if numbered and (end + 3 >= len(items) or items[end + 3] not in {"1", "-1"}):
            return f"第 {ring} 圈写 {points} 点，其后第 {end + 1} 项起应为标高上限、下限、名称、圈标志（1 或 -1）"
        marked = end + 3 <= len(items) and items[end] in {"0", "-1"}
        at = end + (4 if numbered else 3 * marked)
    return f"写 {rings} 圈，其后还有 {len(items) - at} 项" if at < len(items) else "第一圈标为挖空"


def _read_bare(items: list[str]) -> Parcel | None:
    """The variant without corner numbers, if the string has exactly its number of items."""
    rings, at = [], 1
    for _ in range(_count(items, 0)):
        points = _count(items, at)
        end = at + 1 + 2 * points
        if points < 3 or end > len(items):
            return None
        marked = end + 3 <= len(items) and items[end] in {"0", "-1"}
        corners = items[at + 1 : end]
        labels = tuple(str(k + 1) for k in range(points))
        rings.append(Ring(labels, tuple(corners[0::2]), tuple(corners[1::2]), marked and items[end] == "-1"))
        at = end + 3 * marked
    return Parcel(tuple(rings)) if rings and at == len(items) and not rings[0].hole else None


def _limit(text: str) -> float | None:
    """An elevation limit; ±1000 is what registers write where there is none."""
    if not text:
        return None
    value = float(parse_number(text, "标高"))
    return None if abs(value) == _NO_LIMIT else value


def _check_limits(parcel: Parcel) -> tuple[Doubt, ...]:
    if parcel.highest_m is not None and parcel.lowest_m is not None and parcel.highest_m < parcel.lowest_m:
        return (
            Doubt(
                "标高",
                f"标高上限 {parcel.highest_m} 低于下限 {parcel.lowest_m}",
                (),
                f"the upper limit {parcel.highest_m} lies below the lower one {parcel.lowest_m}",
            ),
        )
    return ()


def write_area_string(parcel: Parcel) -> str:
    """The variant with corner numbers, coordinates as written in the parcel."""
    limits = [_NO_LIMIT if parcel.highest_m is None else parcel.highest_m]
    limits.append(-_NO_LIMIT if parcel.lowest_m is None else parcel.lowest_m)
    items = [str(len(parcel.rings))]
    for ring in parcel.rings:
        items.append(str(len(ring.labels)))
        for corner in zip(ring.labels, ring.first, ring.second, strict=True):
            items.extend(corner)
        items.extend([*(f"{limit:g}" for limit in limits), parcel.name, "-1" if ring.hole else "1"])
    return ",".join(items) + ","
