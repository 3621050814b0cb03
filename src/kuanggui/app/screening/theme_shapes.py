"""Use case: what one theme has in and around a range, as shapes for a map."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely

from kuanggui.app.screening.screener import Request, Screener
from kuanggui.checks.screening.layers import WarmGround
from kuanggui.checks.screening.theme_layer import ThemeLayer
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import to_shapely

Json = dict[str, Any]
MOST = 200  # features of a theme on the map, the largest and nearest
MARGIN = 1.5  # of the larger side of the range: how far features are drawn beyond it
DIGITS = 1e-8


def theme_shapes(screener: Screener, request: Request, kind: str) -> Json:
    """A GeoJSON collection in degrees: features by `role` (feature, near), and what lies in the range (overlap)."""
    ground = screener.themes.around(request.range.polygons, 1)[0]
    block = to_shapely(to_crs(request.range.polygons, GEOGRAPHIC))[0]
    return {"type": "FeatureCollection", "features": [*_of_layers(ground, block, kind)]}


def _of_layers(ground: WarmGround, block: Any, kind: str) -> Iterator[Json]:
    window = _window(block)
    for met in ground.looked.hits(kind):
        layer, hits, starts = met.layer, met.hits, met.overlaps.starts
        span = slice(starts[ground.block], starts[ground.block + 1])
        numbers, areas = hits.overlaps.feature[span], hits.overlaps.area_m2[span]
        for k in np.argsort(-areas)[:MOST].tolist():
            told = {"number": int(numbers[k]), "area_m2": round(float(areas[k]), 2)}
            shape = _degrees(layer, int(numbers[k]))
            yield _feature(layer, shapely.clip_by_rect(shape, *window), "feature", told)
            yield _feature(layer, _common(shape, block), "overlap", told)
        yield from _near(layer, hits.nearby, ground.block, window)


def _near(layer: ThemeLayer, nearby: Any, block: int, window: Sequence[float]) -> Iterator[Json]:
    if nearby is None:
        return
    first, last = np.searchsorted(nearby.block, [block, block + 1]).tolist()
    for k in range(first, min(last, first + MOST)):
        number = int(nearby.feature[k])
        told = {"number": number, "distance_m": round(float(nearby.distance_m[k]), 2)}
        yield _feature(layer, shapely.clip_by_rect(_degrees(layer, number), *window), "near", told)


def _feature(layer: ThemeLayer, shape: Any, role: str, told: Json) -> Json:
    rounded = shapely.set_precision(shape, DIGITS, mode="pointwise")
    return {
        "type": "Feature",
        "id": f"{layer.record.name}/{told['number']}/{role}",
        "geometry": None if rounded.is_empty else json.loads(shapely.to_geojson(rounded)),
        "properties": {"role": role, "name": layer.feature(told["number"]).name, "layer": layer.record.name} | told,
    }


def _degrees(layer: ThemeLayer, number: int) -> Any:
    """One feature in longitude and latitude."""
    shape = layer.shapes([number])[0]
    return shapely.transform(shape, lambda points: np.column_stack(layer.crs.to_degrees(points[:, 0], points[:, 1])))


def _common(shape: Any, block: Any) -> Any:
    """The common ground, for drawing: areas are the kernel's."""
    return shapely.intersection(shapely.make_valid(shape), shapely.make_valid(block))


def _window(block: Any) -> tuple[float, float, float, float]:
    west, south, east, north = block.bounds
    margin = MARGIN * max(east - west, north - south)
    return west - margin, south - margin, east + margin, north + margin
