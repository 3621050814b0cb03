"""Use case: an adjustment on the map, before and after, with what lies around it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import shapely

from kuanggui.app.adjustments.actions import Rights
from kuanggui.app.adjustments.reading import features_before
from kuanggui.app.adjustments.workflow import Desk
from kuanggui.app.authority import Action
from kuanggui.app.difference.geometry import area_m2
from kuanggui.app.opening import for_reading
from kuanggui.app.ports import Work
from kuanggui.errors import InputError
from kuanggui.model.adjustment import Adjustment
from kuanggui.model.feature import Feature, FeatureQuery, Window
from kuanggui.model.feature.plain import plain_feature
from kuanggui.regulation.mineral_catalogue import minerals

AROUND_DEGREES = 0.05
Json = dict[str, Any]


def adjustment_geojson(desk: Desk, key: str) -> Json:
    """GeoJSON in degrees on CGCS2000: features with `side` before, after or around, and the number of their change from 0.

    A feature without geometry is there too. Raises InputError when there is no adjustment of that id, ForbiddenError.
    """
    with closing(for_reading(desk.database)) as store, store.reading() as work:
        found = work.adjustments.get(key)
        if found is None:
            raise InputError(f"没有调整 {key}；请从列表中选择")
        Rights(work, desk.by).admit(found.plan, Action.READ)
        features = [*_changed(work, found)]
        return {"type": "FeatureCollection", "features": [*features, *_around(work, found, features)]}


def _changed(work: Work, adjustment: Adjustment) -> Iterator[Json]:
    for number, change in enumerate(adjustment.changes):
        common = {"change": number, "change_kind": change.kind.value}
        for feature, version in features_before(work, adjustment, change):
            yield drawn_feature(feature, common | {"side": "before", "version": version})
        for feature in change.after:
            yield drawn_feature(feature, common | {"side": "after"})


def _around(work: Work, adjustment: Adjustment, changed: list[Json]) -> Iterator[Json]:
    """What is in force near the change and does not belong to it."""
    shapes = [shapely.from_geojson(json.dumps(each["geometry"])) for each in changed if each["geometry"]]
    if not shapes:
        return
    west, south, east, north = shapely.total_bounds(shapes)
    box = Window(west - AROUND_DEGREES, south - AROUND_DEGREES, east + AROUND_DEGREES, north + AROUND_DEGREES)
    gone = {key for change in adjustment.changes for key, _ in change.before}
    gone |= {feature.id for change in adjustment.changes for feature in change.after}
    for version in work.features.find(FeatureQuery(adjustment.plan, as_of=date.today(), window=box)):
        if version.feature.id not in gone:
            yield drawn_feature(version.feature, {"side": "around"})


def drawn_feature(feature: Feature, more: Json) -> Json:
    """A feature as GeoJSON with its fields, names of minerals and ellipsoidal area."""
    record = plain_feature(feature)
    del record["shape"]
    wkb = feature.shape.wkb
    shape = None if wkb is None else shapely.from_wkb(wkb)
    names = {each.code: each.name for each in minerals()}
    properties = record | {
        "attributes": dict(feature.attributes),
        "mineral_names": [names.get(code, code) for code in feature.minerals],
        "geometry": feature.shape.mark.value,
        "area_m2": None if shape is None else area_m2(shape),
    }
    geometry = None if shape is None else json.loads(shapely.to_geojson(shape))
    return {"type": "Feature", "id": feature.id, "geometry": geometry, "properties": properties | more}
