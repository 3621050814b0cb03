"""All layers in one GeoPackage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
from numpy.typing import NDArray

from kuanggui.model.package import Feature
from kuanggui.regulation.standards import FieldType, LayerEntry
from kuanggui.reports.package.columns import Column, choose_columns
from kuanggui.spatial.formats.geopackage import GEOPACKAGE

_GEOMETRIES = {"point": "Point", "line": "MultiLineString", "polygon": "MultiPolygon"}


def write_geopackage(path: Path, name: str, layer: LayerEntry, features: Sequence[Feature], crs: str) -> None:
    """Add one layer to a GeoPackage, which is created when missing."""
    columns = choose_columns(layer, features, "utf-8")
    arrays, masks = zip(*(_array(column, features) for column in columns), strict=True) if columns else ((), ())
    geometry = np.array([feature.wkb for feature in features], dtype=object)
    pyogrio.raw.write(
        path,
        None if layer.geometry == "none" else geometry,
        list(arrays),
        np.array([column.code for column in columns], dtype=object),
        field_mask=list(masks),
        layer=name,
        driver="GPKG",
        crs=crs,
        geometry_type=_GEOMETRIES.get(layer.geometry or "polygon"),
        promote_to_multi=layer.geometry in {"line", "polygon", None},
        append=False,
        dataset_options=GEOPACKAGE,
    )


def _array(column: Column, features: Sequence[Feature]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    values = [feature.values.get(column.code) for feature in features]
    empty = np.array([value is None for value in values], dtype=bool)
    match column.type:
        case FieldType.INTEGER:
            return np.array([0 if value is None else int(str(value)) for value in values], dtype="int64"), empty
        case FieldType.DECIMAL:
            return np.array([0.0 if value is None else float(str(value)) for value in values]), empty
        case FieldType.DATE:
            days = [np.datetime64("NaT") if value is None else np.datetime64(str(value)) for value in values]
            return np.array(days, dtype="datetime64[D]"), empty
        case FieldType.TEXT:
            return np.array([None if value is None else str(value) for value in values], dtype=object), empty
