"""Ranges from vector files: Shapefile (GBK, zipped), FileGDB, GeoPackage, GeoJSON, GeoParquet, KML, DXF."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import GEOGRAPHIC, Crs, check_extent, fits_extent
from kuanggui.spatial.formats.datum import Datum, refuse_datum, split_crs
from kuanggui.spatial.formats.parcels import Doubt, Parcel, Reading, Ring
from kuanggui.spatial.formats.placing import Hint
from kuanggui.spatial.formats.words import find_role, load_words, simplify
from kuanggui.spatial.layer.sources import GEOMETRY, SourceOptions, open_raw_source
from kuanggui.spatial.polygons import from_shapely

MOST_FEATURES = 20_000
_Attributes = dict[str, str]


def read_vector(path: Path, hint: Hint | None = None, given: SourceOptions | None = None) -> Reading:
    """The polygons of a file, and closed lines as polygons; raises InputError for what is no range or has no system."""
    hint, given = hint or Hint(), given or SourceOptions()
    doubts: list[Doubt] = []
    shapes, rows, found = _load(path, given, doubts)
    shapes = _close_lines(shapes, doubts)
    crs, datum = _choose_crs(path, found, given.crs, shapes, doubts)
    shapes, crs = _place(shapes, crs, datum, hint, doubts)
    if crs.note:
        doubts.append(Doubt("坐标系", crs.note, text_en="WGS 84, taken for CGCS2000 (centimetres apart)"))
    parcels = tuple(
        _describe(shape, row, number) for number, (shape, row) in enumerate(zip(shapes, rows, strict=True), 1)
    )
    return Reading(parcels, from_shapely(shapes, crs), tuple(doubts))


def _load(path: Path, given: SourceOptions, doubts: list[Doubt]) -> tuple[NDArray[Any], list[_Attributes], object]:
    with open_raw_source(path, 4096, given) as source:
        batches = [*_bounded(path, source.batches)]
        found = source.found
    rows = [_texts(row) for batch in batches for row in _without_geometry(batch).to_pylist()]
    values = [value for batch in batches for value in batch.column(GEOMETRY).to_pylist()]
    shapes = shapely.from_wkb(np.array(values, dtype=object), on_invalid="ignore")
    kept = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    if not kept.any():
        raise InputError(f"{path}：图层中没有带几何的要素；请核对文件")
    if not kept.all():
        lost = "、".join(str(row + 1) for row in np.flatnonzero(~kept)[:5].tolist())
        doubts.append(
            Doubt(
                "几何",
                f"有 {int((~kept).sum())} 个要素没有几何或几何损坏，未读（第 {lost} 个等）",
                (),
                f"{int((~kept).sum())} features without sound geometry were not read",
            )
        )
    return shapely.force_2d(shapes[kept]), [row for row, keep in zip(rows, kept, strict=True) if keep], found


def _bounded(path: Path, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    features = 0
    for batch in batches:
        features += batch.num_rows
        if features > MOST_FEATURES:
            raise InputError(f"{path}：要素多于 {MOST_FEATURES} 个，不像一批范围；请用 kuanggui layer add 入库")
        yield batch


def _without_geometry(batch: pa.RecordBatch) -> pa.Table:
    return pa.Table.from_batches([batch]).drop_columns([GEOMETRY])


def _texts(row: dict[str, Any]) -> _Attributes:
    return {name: str(value) for name, value in row.items() if value is not None and not isinstance(value, bytes)}


def _close_lines(shapes: NDArray[Any], doubts: list[Doubt]) -> NDArray[Any]:
    """Closed lines, as drawings and KML have them, become polygons; raises InputError for anything that encloses nothing."""
    closed = shapes.copy()
    lines = 0
    for row, shape in enumerate(shapes):
        if shape.geom_type in {"Polygon", "MultiPolygon"}:
            continue
        parts = shapely.get_parts(shape)
        if not all(part.geom_type == "LineString" and part.is_ring for part in parts):
            raise InputError(f"第 {row + 1} 个要素是 {shape.geom_type}，不是面，也不是闭合的线；请只提供范围")
        lines += 1
        rings = [shapely.Polygon(part) for part in parts]
        closed[row] = shapely.MultiPolygon(rings) if len(rings) > 1 else rings[0]
    if lines:
        doubts.append(Doubt("几何", f"{lines} 条闭合线按面读", (), f"{lines} closed lines are read as polygons"))
        _doubt_nested(closed, doubts)
    return closed


def _doubt_nested(shapes: NDArray[Any], doubts: list[Doubt]) -> None:
    """A closed line inside another may be a hole: lines do not say."""
    valid = shapes[shapely.is_valid(shapes)]
    inner, outer = shapely.STRtree(valid).query(valid, predicate="covered_by")
    nested = int((inner != outer).sum())
    if nested:
        readings = ("重叠的独立范围", "外圈挖去内圈")
        doubts.append(
            Doubt(
                "几何",
                f"有 {nested} 处闭合线套在另一条之内，按独立范围读；若为挖空请改为带洞的面",
                readings,
                f"{nested} closed lines lie inside another and are read as ranges of their own; make holes of them if they are",
            )
        )


def _choose_crs(
    path: Path, found: object, given: str | None, shapes: NDArray[Any], doubts: list[Doubt]
) -> tuple[Crs, Datum]:
    if found and given:
        own, named = split_crs(found), split_crs(given)
        if not own[0].system.equals(named[0].system, ignore_axis_order=True) or own[1] is not named[1]:
            doubts.append(
                Doubt(
                    "坐标系",
                    "文件自带坐标系与给定的不同，按给定的读",
                    (f"文件：{own[0].system.name}", f"给定：{given}"),
                    "the file has another reference system than the one given, which is taken",
                )
            )
        return named
    if found or given:
        return split_crs(found or given)
    x, y = shapely.get_coordinates(shapes).T
    raise InputError(f"{path}：数据没有坐标系；请用 --crs 给出{_suggest(x, y)}")


def _suggest(x: Floats, y: Floats) -> str:
    """The system that sizes speak for, as a hint for the message."""
    zone = int(x.min() // 1_000_000)
    if 25 <= zone <= 45 and int(x.max() // 1_000_000) == zone:
        return f"（横坐标带号 {zone}，若为 CGCS2000 则是 EPSG:{4488 + zone}）"
    if 13 <= zone <= 23 and int(x.max() // 1_000_000) == zone:
        return f"（横坐标带号 {zone}，若为 CGCS2000 则是 EPSG:{4478 + zone}）"
    return "，如 EPSG:4490" if fits_extent(x, y, GEOGRAPHIC) else "，如 EPSG:4547"


def _place(shapes: NDArray[Any], crs: Crs, datum: Datum, hint: Hint, doubts: list[Doubt]) -> tuple[NDArray[Any], Crs]:
    """Shapes on CGCS2000, swapped axes put right."""
    x, y = shapely.get_coordinates(shapes).T
    if not fits_extent(x, y, crs) and fits_extent(y, x, crs):
        shapes = shapely.transform(shapes, lambda corners: corners[:, ::-1])
        doubts.append(
            Doubt(
                "全部坐标",
                "两个轴颠倒，已按经度（横坐标）在前读",
                (),
                "the axes are swapped; read with longitude (easting) first",
            )
        )
        x, y = y, x
    check_extent(x, y, crs)
    if not datum.is_older:
        return shapes, crs
    if hint.shift is None:
        raise refuse_datum(datum)
    doubts.append(
        Doubt(
            "坐标系",
            f"由{datum.title}按给定参数转为 CGCS2000，精度取决于参数",
            (),
            "turned into CGCS2000 from an older datum by the parameters given, and as exact as they are",
        )
    )
    return hint.shift.move(shapes, crs, datum), crs


def _describe(shape: shapely.Geometry, attributes: _Attributes, number: int) -> Parcel:
    rings = tuple(_build_rings(shape))
    limits = {role: _first_number(attributes, role) for role in ("lowest", "highest")}
    return Parcel(rings, _find_name(attributes), limits["lowest"], limits["highest"], attributes, f"第 {number} 个要素")


def _build_rings(shape: shapely.Geometry) -> Iterator[Ring]:
    """Rings with corners numbered on through the feature, values as the file holds them."""
    count = 0
    for part in shapely.get_parts(shape):
        for number, ring in enumerate(chain([part.exterior], part.interiors)):
            corners = shapely.get_coordinates(ring)[:-1]
            labels = tuple(str(count + k + 1) for k in range(len(corners)))
            count += len(corners)
            first, second = (tuple(repr(value) for value in column.tolist()) for column in corners.T)
            yield Ring(labels, first, second, hole=number > 0)


def _find_name(attributes: _Attributes) -> str:
    names = load_words().names
    by_field = {simplify(field): value for field, value in attributes.items()}
    return next((by_field[name] for name in names if by_field.get(name)), "")


def _first_number(attributes: _Attributes, role: str) -> float | None:
    for field, value in attributes.items():
        if find_role(field) == role:
            try:
                return float(value)
            except ValueError:
                continue
    return None
