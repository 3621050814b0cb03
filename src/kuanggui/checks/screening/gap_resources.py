"""Gap and corner resources (夹缝、边角资源): unused ground between rights that lie close to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

import numpy as np
import shapely
from shapely import BufferJoinStyle

from kuanggui.checks.screening.features import Feature
from kuanggui.checks.screening.gap_limits import limits_for
from kuanggui.regulation.law import Law
from kuanggui.spatial.crs import GEOGRAPHIC, Crs, find_gauss_kruger
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import Polygons, from_shapely, to_shapely
from kuanggui.spatial.prepared import prepare_blocks

LEAST_M2 = 100.0  # smaller ground is drawing
BESIDE_M = 0.5  # a right adjoins a gap when it is no further away
MITRE = 5.0
LIMITS = "cn.rights.gap_limits"


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: its shape in degrees, official area, the narrowest place, rights and holders around, common heights, and the ruling.

    `agreement` says whether it may go to the one holder by agreement; `ruling` says so in words, with the numbers.
    """

    shape: Any
    area_m2: float
    basic_blocks: float
    nearest_m: float
    rights: tuple[str, ...]
    holders: tuple[str, ...]
    heights: tuple[Decimal, Decimal] | None
    agreement: bool
    ruling: str


def find_gaps(rights: Sequence[Feature], ranges: Polygons, law: Law, region: str | None = None) -> list[Gap]:
    """The gaps of a set of rights, the largest first; `ranges` holds the range of each right, in the same order."""
    limits = limits_for(region, law[LIMITS].value)
    degrees = to_crs(ranges, GEOGRAPHIC)
    zone = find_gauss_kruger(3 * round(float(degrees.x.mean()) / 3), 3, prefixed=False)
    shapes = to_shapely(to_crs(degrees, zone))
    found = [_gap(part, shapes, rights, limits, zone) for part in _open_ground(shapes, limits["distance_m"])]
    return sorted((gap for gap in found if gap is not None), key=lambda gap: -gap.area_m2)


def _open_ground(shapes: Any, distance_m: float) -> Iterator[Any]:
    """Ground that no right covers and that is nowhere wider than the distance: what closing the union fills."""
    union, half = shapely.union_all(shapes), distance_m / 2
    grown = shapely.buffer(union, half, join_style=BufferJoinStyle.mitre, mitre_limit=MITRE)
    closed = shapely.buffer(grown, -half, join_style=BufferJoinStyle.mitre, mitre_limit=MITRE)
    for part in shapely.get_parts(shapely.difference(closed, union)):
        if part.geom_type == "Polygon" and part.area >= LEAST_M2:
            yield part


def _gap(part: Any, shapes: Any, rights: Sequence[Feature], limits: Mapping[str, Any], zone: Crs) -> Gap | None:
    beside = np.flatnonzero(shapely.distance(shapes, part) <= BESIDE_M).tolist()
    if len(beside) < 2:  # a notch in the boundary of one right
        return None
    nearest = min(float(shapely.distance(shapes[a], shapes[b])) for a, b in combinations(beside, 2))
    around = [rights[number] for number in beside]
    placed = to_crs(from_shapely([part], zone), GEOGRAPHIC)
    area_m2, block_m2 = _measure(placed)
    holders = tuple(dict.fromkeys(right.text("holder") for right in around))
    agreement, ruling = _rule(holders, nearest, area_m2 / block_m2, limits)
    names = tuple(right.name for right in around)
    heights = _heights(around)
    return Gap(to_shapely(placed)[0], area_m2, area_m2 / block_m2, nearest, names, holders, heights, agreement, ruling)


def _measure(placed: Polygons) -> tuple[float, float]:
    """The official area, and that of the basic block of 1′ × 1′ about its middle."""
    half = 0.5 / 60
    lon, lat = float(placed.x.mean()), float(placed.y.mean())
    block = from_shapely([shapely.box(lon - half, lat - half, lon + half, lat + half)], GEOGRAPHIC)
    return float(prepare_blocks(placed).areas_m2[0]), float(prepare_blocks(block).areas_m2[0])


def _heights(rights: Sequence[Feature]) -> tuple[Decimal, Decimal] | None:
    """The heights that all rights around share, bottom and top; None where some are not known or none are shared."""
    tops = [right.figure("elevation_top") for right in rights]
    bottoms = [right.figure("elevation_bottom") for right in rights]
    if None in tops or None in bottoms:
        return None
    bottom = max(value for value in bottoms if value is not None)
    top = min(value for value in tops if value is not None)
    return (bottom, top) if bottom < top else None


def _rule(holders: Sequence[str], nearest: float, blocks: float, limits: Mapping[str, Any]) -> tuple[bool, str]:
    if "" in holders:
        return False, "矿业权人不详，不能判断；请补图层字段“矿业权人”"
    if len(holders) > 1:
        return False, f"两侧分属 {len(holders)} 个矿业权人，须论证后竞争性出让"
    wrong = []
    if nearest > limits["distance_m"]:
        wrong.append(f"最近距离 {nearest:.1f} m，超过 {limits['distance_m']} m")
    if blocks > limits["basic_blocks"]:
        wrong.append(f"面积为 {blocks:.2f} 个基本区块，超过 {limits['basic_blocks']} 个")
    if wrong:
        return False, "；".join(wrong) + "，须竞争性出让"
    return (
        True,
        f"同一矿业权人，最近距离和面积均在限度内（{limits['distance_m']} m、{limits['basic_blocks']} 个基本区块），可协议出让",
    )
