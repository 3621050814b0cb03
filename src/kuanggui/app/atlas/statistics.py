"""Use case: how many features the view shows, and how much ground, by kind, mineral and county."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import shapely

from kuanggui.app.atlas.ground import Ground
from kuanggui.app.atlas.identify import division_name
from kuanggui.model.feature import FeatureVersion
from kuanggui.regulation.mineral_catalogue import mineral
from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.crs import EQUAL_AREA, GEOGRAPHIC
from kuanggui.spatial.plane import to_plane
from kuanggui.spatial.polygons import from_shapely, to_shapely
from kuanggui.spatial.valid import keep_polygons

POLYGONAL = (3, 6)


@dataclass(frozen=True, slots=True)
class Group:
    """Features of one kind, mineral or county in the view.

    `stated_km2` adds the areas that the plan states, of all but `unstated`; `drawn_km2` the official areas of the shapes;
    `ground_km2` the ground under them, counted once where they overlap.
    """

    by: str
    key: str
    name: str
    number: int
    stated_km2: Decimal
    unstated: int
    drawn_km2: float
    ground_km2: float


@dataclass(frozen=True, slots=True)
class ViewStatistics:
    """All features that touch the view, whole, in total and in groups; those never drawn are in no view."""

    total: Group
    groups: list[Group]
    undrawn: int


def count_view(
    ground: Ground, window: tuple[float, float, float, float], kinds: frozenset[str] = frozenset()
) -> ViewStatistics:
    """Figures of the features that touch a window in degrees; of some kinds only, if any are given.

    A feature of several minerals or counties counts in the group of each, so that groups do not add up to the total.
    """
    view = shapely.box(*window)
    near = ground.within(window)
    touching = near[shapely.intersects(ground.shapes[near], view)] if len(near) else near
    shown = [ground.version(k) for k in touching.tolist()]
    shown = [version for version in shown if not kinds or version.feature.kind.value in kinds]
    undrawn = [
        v for v in ground.versions if v.feature.shape.wkb is None and (not kinds or v.feature.kind.value in kinds)
    ]
    return ViewStatistics(_group("total", "", "", shown), list(_groups(shown)), len(undrawn))


def _groups(shown: Sequence[FeatureVersion]) -> Iterator[Group]:
    found: dict[tuple[str, str], list[FeatureVersion]] = {}
    for version in shown:
        for key in _keys(version):
            found.setdefault(key, []).append(version)
    order = {"kind": 0, "mineral": 1, "county": 2}
    for by, code in sorted(found, key=lambda each: (order[each[0]], -len(found[each]), each[1])):
        yield _group(by, code, _name(by, code), found[by, code])


def _keys(version: FeatureVersion) -> Iterator[tuple[str, str]]:
    feature = version.feature
    yield "kind", feature.kind.value
    for code in feature.minerals or ("",):
        yield "mineral", code
    for code in feature.adcodes or ("",):
        yield "county", code


def _name(by: str, key: str) -> str:
    if not key or by == "kind":
        return key
    return mineral(key).name if by == "mineral" else division_name(key)


def _group(by: str, key: str, name: str, versions: Sequence[FeatureVersion]) -> Group:
    stated = [each.feature.stated_area_km2 for each in versions if each.feature.stated_area_km2 is not None]
    drawn = sum(each.area_m2 or 0.0 for each in versions)
    return Group(
        by, key, name, len(versions), sum(stated, Decimal(0)), len(versions) - len(stated), drawn / 1e6,
        _ground_m2(versions) / 1e6,
    )  # fmt: skip


def _ground_m2(versions: Sequence[FeatureVersion]) -> float:
    """The official area of the union, on the plane on which a shape of straight sides in degrees keeps its official area."""
    shapes = shapely.from_wkb([each.feature.shape.wkb for each in versions])
    polygons = [shape for shape in shapes if shapely.get_type_id(shape) in POLYGONAL]
    if not polygons:
        return 0.0
    placed = to_shapely(to_plane(from_shapely(polygons, GEOGRAPHIC), None))
    united = keep_polygons(shapely.union_all(shapely.make_valid(placed)))
    return float(measure_plane_areas(from_shapely([united], EQUAL_AREA))[0])
