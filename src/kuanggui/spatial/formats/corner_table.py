"""Corner tables with Chinese headers: several ranges, holes, tables side by side, two systems beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import Crs
from kuanggui.spatial.formats.corner_rings import Draft, Range, build_ring, group_corners
from kuanggui.spatial.formats.corner_rows import Corner, CornerTable, read_corners
from kuanggui.spatial.formats.notation import parse_number
from kuanggui.spatial.formats.parcels import Doubt, Parcel, Reading, Ring, build_polygons
from kuanggui.spatial.formats.placing import Hint, Placed, Points, place
from kuanggui.spatial.formats.rows import Row

_METRES_PER_DEGREE = 111_320.0
_DISAGREEMENT_M = 2.0  # more than the rounding of seconds to one decimal


def read_corner_table(rows: Sequence[Row], hint: Hint | None = None) -> Reading:
    """All ranges of the tables among some rows; raises InputError with the row where they are broken."""
    table = read_corners(rows)
    doubts: list[Doubt] = []
    ranges = group_corners(table.corners, doubts)
    drafts = [draft for found in ranges for draft in found.drafts]
    placed = _place(drafts, _fill(hint or Hint(), table), doubts)
    parcels, points = _assemble(ranges, table, placed, doubts)
    doubts.extend(placed.doubts)
    return Reading(tuple(parcels), build_polygons(parcels, points, placed.crs), tuple(doubts))


def _fill(hint: Hint, table: CornerTable) -> Hint:
    said = table.statements
    return hint.filled(
        central_meridian=said.central_meridian, zone_width=said.zone_width, datum=table.datum or said.datum
    )


def _place(drafts: Sequence[Draft], hint: Hint, doubts: list[Doubt]) -> Placed:
    """The main pair of columns, compared with the other where there is one, or the other where the main one lacks its zone."""
    written = [Parcel((build_ring(draft),)) for draft in drafts]
    checks = [Parcel((ring,)) for draft in drafts if (ring := _check_ring(draft)) is not None]
    try:
        placed = place(written, hint)
    except InputError as error:
        if len(checks) != len(drafts):
            raise
        doubts.append(
            Doubt(
                "坐标列",
                f"第一组坐标不能用（{error}），按第二组坐标读",
                (),
                "the first pair of columns cannot be used; read by the second",
            )
        )
        return place(checks, hint)
    if len(checks) == len(drafts):
        doubts.extend(_compare(drafts, placed, checks, hint))
    return placed


def _check_ring(draft: Draft) -> Ring | None:
    pairs = [corner.check for corner in draft.corners if corner.check is not None]
    if len(pairs) != len(draft.corners):
        return None
    first, second = zip(*pairs, strict=True)
    return replace(build_ring(draft), first=first, second=second)


def _compare(drafts: Sequence[Draft], placed: Placed, checks: Sequence[Parcel], hint: Hint) -> list[Doubt]:
    """Corners whose two pairs of columns lie apart."""
    try:
        other = place(checks, hint)
    except InputError as error:
        return [
            Doubt(
                "坐标列",
                f"第二组坐标不能用（{error}），按第一组坐标读",
                (),
                "the second pair of columns cannot be used; read by the first",
            )
        ]
    one, two = (_to_degrees(found.points, found.crs) for found in (placed, other))
    apart = np.hypot((one[0] - two[0]) * np.cos(np.radians(one[1])), one[1] - two[1]) * _METRES_PER_DEGREE
    corners = [corner for draft in drafts for corner in draft.corners]
    wrong = np.flatnonzero(apart > _DISAGREEMENT_M)
    if not len(wrong):
        return []
    worst = int(wrong[np.argmax(apart[wrong])])
    text = f"两组坐标有 {len(wrong)} 点不一致，最大相差 {apart[worst]:.1f} m，按第一组读"
    readings = (
        f"第一组：{corners[worst].first}, {corners[worst].second}",
        f"第二组：{', '.join(corners[worst].check or ())}",
    )
    text_en = f"the two pairs differ at {len(wrong)} corners, by up to {apart[worst]:.1f} m; read by the first"
    return [Doubt(corners[worst].place, text, readings, text_en)]


def _to_degrees(points: Points, crs: Crs) -> tuple[Floats, Floats]:
    x, y = np.array([corner for ring in points for corner in ring], dtype=np.float64).T
    return crs.to_degrees(x, y)


def _assemble(
    ranges: Sequence[Range], table: CornerTable, placed: Placed, doubts: list[Doubt]
) -> tuple[list[Parcel], Points]:
    """Parcels with their rings, a loose ring inside the shell before it being a hole, and the corners in the same order."""
    parcels: list[Parcel] = []
    points: Points = []
    at = 0
    for found in ranges:
        rings: list[Ring] = []
        shells: list[shapely.Polygon] = []
        for draft in found.drafts:
            shape = shapely.Polygon(placed.points[at])
            if draft.loose:
                _settle(draft, shape, shells, doubts)
            if not draft.hole:
                shells.append(shape)
            rings.append(build_ring(draft))
            points.append(placed.points[at])
            at += 1
        if rings[0].hole:
            raise InputError(f"{rings[0].place_of(0)}第一圈标为挖空；请把外圈放在前面")
        parcels.append(_describe(found, rings, table))
    return parcels, points


def _settle(draft: Draft, shape: shapely.Polygon, shells: Sequence[shapely.Polygon], doubts: list[Doubt]) -> None:
    """Decide on a ring of which the file says nothing: inside another it is a hole, outside it is a part."""
    if not any(shell.is_valid and shape.is_valid and shapely.covers(shell, shape) for shell in shells):
        return
    draft.hole = True
    readings = ("挖空", "另一个重叠的范围")
    text_en = "this ring lies inside the one before and is read as a hole; for another range add a column of names"
    text = "这一圈在前一圈之内，按挖空读；若是另一范围，请加区块名称列"
    doubts.append(Doubt(draft.corners[0].place, text, readings, text_en))


def _describe(found: Range, rings: Sequence[Ring], table: CornerTable) -> Parcel:
    first = found.drafts[0].corners[0]
    highest, lowest = table.limits.get(found.run, (None, None))
    return Parcel(
        tuple(rings), found.name,
        lowest_m=_limit(first, first.lowest, lowest), highest_m=_limit(first, first.highest, highest),
        attributes=first.attributes, place=first.place,
    )  # fmt: skip


def _limit(corner: Corner, cell: str, said: float | None) -> float | None:
    return float(parse_number(cell, corner.place)) if cell else said
