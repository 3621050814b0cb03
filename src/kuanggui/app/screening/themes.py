"""The layers of a database for screening: snapshots of its catalogue, and blocks, zones and rights of its plans."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date
from typing import Any

import numpy as np
import shapely

from kuanggui.app.features import finding
from kuanggui.app.layers import open_catalogue
from kuanggui.app.plans import list_plans
from kuanggui.app.stock import Stock
from kuanggui.checks.data import words
from kuanggui.checks.screening.layers import Themes
from kuanggui.checks.screening.theme_layer import Attributes, ThemeLayer, ThemeSetting
from kuanggui.model.feature import Feature, FeatureKind, FeatureQuery, FeatureStatus, FeatureVersion
from kuanggui.regulation.mineral_catalogue import mineral
from kuanggui.spatial.crs import GEOGRAPHIC, Crs
from kuanggui.spatial.figures import prepare_figures
from kuanggui.spatial.layer.opened import Layer
from kuanggui.spatial.layer.record import LayerRecord
from kuanggui.spatial.polygons import from_shapely
from kuanggui.spatial.prepared import prepare_layer
from kuanggui.spatial.totals import find_entangled
from kuanggui.spatial.warm import WarmLayer

ZONE = "planning_zone"
PENDING = "pending_application"
_BLOCKS = {FeatureKind.MINING_BLOCK, FeatureKind.EXPLORATION_BLOCK}
_KEPT = _BLOCKS | {FeatureKind.MINING_RIGHT, FeatureKind.EXPLORATION_RIGHT}
_NO_THEME = {FeatureKind.DEPOSIT, FeatureKind.MINE}
Taken = tuple[str, str]  # the plan and the id of a block that a right carries out


def open_themes(
    stock: Stock,
    as_of: date,
    settings: Mapping[str, ThemeSetting],
    chosen: Sequence[str] | None = None,
    plan: str | None = None,
    versions: Iterable[FeatureVersion] | None = None,
    hidden: Collection[str] = (),
) -> Themes:
    """All layers of a stock, or those of the chosen names; features of the plan (default: the last) as in force on the day.

    `versions` stand in for the features of the plan where they are to be as they would be. Layers that are `hidden` stay shut: of
    them the themes know no more than that they are there.
    """
    known = open_catalogue(stock)
    catalogue = [open_theme(layer) for layer in known if layer.name not in hidden]
    held_back = [layer.record for layer in known if layer.name in hidden]
    layers = [*catalogue, *(_of_plan(stock, plan, as_of) if versions is None else _grouped(versions, as_of))]
    return Themes([layer for layer in layers if chosen is None or layer.record.name in chosen], settings, held_back)


def open_theme(layer: Layer) -> ThemeLayer:
    """A layer of the catalogue, its geometry left on disk until it is touched."""
    if layer.geometry == "polygon":
        warm = WarmLayer(layer.prepared, layer.entangled)
    else:
        warm = _figures(layer.geometries(range(len(layer))), layer.crs)
    return ThemeLayer(layer.record, warm, Attributes(layer.attributes, len(layer)), layer.geometries, layer.crs)


def make_theme(record: LayerRecord, shapes: Sequence[Any], rows: Sequence[Mapping[str, Any]], crs: Crs) -> ThemeLayer:
    """A layer from shapely shapes and their attributes, in memory."""
    if all(shape.geom_type in {"Polygon", "MultiPolygon"} for shape in shapes):
        prepared = prepare_layer(from_shapely(shapes, crs))
        warm = WarmLayer(prepared, find_entangled(prepared))
    else:
        warm = _figures(np.array(shapes, dtype=object), crs)
    known, placed = [dict(row) for row in rows], np.array(shapes, dtype=object)
    attributes = Attributes(lambda numbers: [known[n] for n in numbers], len(known))
    return ThemeLayer(record, warm, attributes, lambda numbers: placed[list(numbers)], crs)


def _figures(shapes: Any, crs: Crs) -> WarmLayer:
    return WarmLayer(prepare_figures(shapes, crs), np.zeros(len(shapes), dtype=np.bool_))


def _of_plan(stock: Stock, plan: str | None, as_of: date) -> list[ThemeLayer]:
    """One layer for each kind of feature of the plan that has shapes."""
    if not (stock.has_database and list_plans(stock.database)):
        return []
    with finding(stock.database, FeatureQuery(plan, as_of=as_of)) as found:
        return _grouped(found, as_of)


def _grouped(versions: Iterable[FeatureVersion], as_of: date) -> list[ThemeLayer]:
    groups: dict[str, list[FeatureVersion]] = {}
    taken = set[Taken]()
    for version in versions:
        right = version.feature
        if right.implements and right.kind.is_right and right.status is FeatureStatus.EXISTING:
            taken.add((version.plan, right.implements))
        kind = _theme_of(version.feature)
        if kind and version.feature.shape.wkb is not None:
            groups.setdefault(kind, []).append(version)
    return [_layer(kind, members, as_of, taken) for kind, members in groups.items()]


def _theme_of(feature: Feature) -> str:
    if feature.kind in _NO_THEME or feature.status is FeatureStatus.LAPSED:
        return ""
    if feature.kind.is_right and feature.status is FeatureStatus.PENDING:
        return PENDING
    return feature.kind.value if feature.kind in _KEPT else ZONE


def _layer(kind: str, versions: Sequence[FeatureVersion], as_of: date, taken: Set[Taken]) -> ThemeLayer:
    digest = hashlib.sha256()
    for version in versions:
        digest.update(f"{version.plan} {version.feature.id} {version.version}".encode())
        digest.update(version.feature.shape.wkb or b"")
        digest.update(b"taken" if _is_taken(version, taken) else b"")
    plans = "、".join(dict.fromkeys(version.plan for version in versions))
    record = LayerRecord(
        f"database:{kind}", kind, as_of.isoformat(), plans, "规划数据库", "", GEOGRAPHIC.definition,
        "", len(versions), 0, len(versions), 0, 0.0, 0, (), snapshot_sha256=digest.hexdigest(),
    )  # fmt: skip
    shapes = [shapely.from_wkb(version.feature.shape.wkb) for version in versions]
    return make_theme(record, shapes, list(_attributes(versions, taken)), GEOGRAPHIC)


def _is_taken(version: FeatureVersion, taken: Set[Taken]) -> bool:
    """Whether a right carries out a block, or its source says that it is no longer only planned."""
    feature = version.feature
    is_set = feature.kind in _BLOCKS and feature.status is FeatureStatus.EXISTING
    return is_set or (version.plan, feature.id) in taken


def _attributes(versions: Iterable[FeatureVersion], taken: Set[Taken]) -> Iterable[dict[str, Any]]:
    for version in versions:
        feature = version.feature
        # A layer says of a block by a word that it is taken, and so does the register here.
        status = {"status": words("block_status")["taken"][0]} if _is_taken(version, taken) else {}
        yield (
            dict(feature.attributes)
            | status
            | {
                "name": feature.name,
                "number": feature.number,
                "mineral": "、".join(mineral(code).name for code in feature.minerals) or None,
                "area_km2": feature.stated_area_km2,
                "zone_kind": feature.kind.value,
            }
        )
