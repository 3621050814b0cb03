"""One layer as a Shapefile with the exact field lengths of the catalogue, in GBK, with .cpg and .prj."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import shapefile
import shapely
from pyproj import CRS

from kuanggui.errors import InputError
from kuanggui.model.package import Feature, Value
from kuanggui.regulation.standards import FieldType, LayerEntry
from kuanggui.reports.package.columns import Column, check_fits, choose_columns

ENCODING = "GBK"
_KINDS = {"point": shapefile.POINT, "line": shapefile.POLYLINE, "polygon": shapefile.POLYGON, "none": shapefile.NULL}


def write_shapefile(path: Path, layer: LayerEntry, features: Sequence[Feature], crs: str) -> None:
    """Write .shp, .shx, .dbf, .cpg and .prj; raises InputError for a value that does not fit its field."""
    columns = choose_columns(layer, features, ENCODING)
    with shapefile.Writer(str(path), shapeType=_KINDS[layer.geometry or "polygon"], encoding=ENCODING) as writer:
        for column in columns:
            writer.field(column.code, *_letters(column))
        for feature in features:
            where = f"{layer.key} 第 {feature.number} 个要素"
            for column in columns:
                check_fits(column, feature.values.get(column.code), ENCODING, where)
            _draw(writer, feature, where)
            writer.record(*(_cell(column, feature.values.get(column.code)) for column in columns))
    path.with_suffix(".cpg").write_text(ENCODING, encoding="ascii")
    path.with_suffix(".prj").write_text(CRS.from_user_input(crs).to_wkt("WKT1_ESRI"), encoding="ascii")


def _letters(column: Column) -> tuple[Any, int, int]:
    letter = {FieldType.TEXT: "C", FieldType.INTEGER: "N", FieldType.DECIMAL: "N", FieldType.DATE: "D"}[column.type]
    return letter, column.length, column.decimals


def _cell(column: Column, value: Value) -> Any:
    if isinstance(value, Decimal) and column.type is not FieldType.TEXT:
        return value.quantize(Decimal(1).scaleb(-column.decimals))
    if column.type is FieldType.TEXT:
        return "" if value is None else str(value)
    return value


def _draw(writer: shapefile.Writer, feature: Feature, where: str) -> None:
    if feature.wkb is None:
        writer.null()
        return
    geometry = shapely.force_2d(shapely.from_wkb(feature.wkb))
    if geometry.is_empty:
        writer.null()
        return
    try:
        # Shells of a shapefile turn clockwise.
        writer.shape(shapely.geometry.mapping(_clockwise(geometry)))
    except (shapefile.ShapefileException, ValueError, KeyError) as error:
        raise InputError(f"{where}：几何写不进 Shapefile（{error}）；请核对几何类型") from error


def _clockwise(geometry: Any) -> Any:
    return (
        shapely.orient_polygons(geometry, exterior_cw=True)
        if geometry.geom_type in {"Polygon", "MultiPolygon"}
        else geometry
    )
