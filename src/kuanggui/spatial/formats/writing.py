"""Readings in every format that can be written, as bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from openpyxl import Workbook

from kuanggui.errors import InputError
from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.formats.area_string import write_area_string
from kuanggui.spatial.formats.express import choose_zone, express, locate_corners, signed_areas, turn_clockwise
from kuanggui.spatial.formats.gdzb import write_pairs
from kuanggui.spatial.formats.land_txt import write_land_txt
from kuanggui.spatial.formats.notation import Notation, write_signs
from kuanggui.spatial.formats.parcels import Parcel, Reading
from kuanggui.spatial.plane import to_crs, to_plane
from kuanggui.spatial.polygons import to_shapely

HEADER = ("区块名称", "圈号", "点号", "X", "Y", "东经", "北纬", "圈标志", "标高上限", "标高下限")


class Target(StrEnum):
    """Formats that a range can be written in."""

    AREA_STRING = "area_string"
    LAND_TXT = "land_txt"
    GDZB = "gdzb"
    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"


def write_range(reading: Reading, target: Target, notation: Notation | None = None) -> bytes:
    """The content of a file; degrees or metres as the format has them unless a notation is given.

    Raises InputError when the format has no room for what the reading holds.
    """
    return _WRITERS[target](reading, notation)


def _write_area_strings(reading: Reading, notation: Notation | None) -> bytes:
    """A line a parcel."""
    parcels = express(reading, notation or Notation.METRES)
    return "".join(f"{write_area_string(parcel)}\n" for parcel in parcels).encode("utf-8")


def _write_gdzb(reading: Reading, notation: Notation | None) -> bytes:
    """A line a parcel, clockwise."""
    for parcel in reading.parcels:
        if len(parcel.rings) > 1:
            raise InputError(
                f"{parcel.name or parcel.place}有 {len(parcel.rings)} 圈，GDZB 只能写一圈；请改用 area_string 等格式"
            )
    parcels = turn_clockwise(express(reading, notation or Notation.WHOLE), signed_areas(reading))
    return "".join(f"{write_pairs(parcel.rings[0])}\n" for parcel in parcels).encode("utf-8")


def _write_land_txt(reading: Reading, notation: Notation | None) -> bytes:
    if notation not in {None, Notation.METRES}:
        raise InputError("国土坐标 TXT 只写平面坐标；请去掉写法参数")
    zone = choose_zone(reading)
    number, six = int(zone.definition.rsplit(":", 1)[1]), 4491
    wide = six <= number <= six + 10
    header = {
        "格式版本号": "1.01版本",
        "坐标系": "2000国家大地坐标系",
        "几度分带": "6" if wide else "3",
        "投影类型": "高斯克吕格",
        "计量单位": "米",
        "带号": str(number - 4478 if wide else number - 4488),
        "精度": "0.001",
        "转换参数": ",,,,,,",
    }
    areas = measure_plane_areas(to_plane(reading.polygons)).tolist()
    parcels = tuple(
        _with_land_attributes(parcel, number, area_m2)
        for number, (parcel, area_m2) in enumerate(zip(express(reading, Notation.METRES), areas, strict=True), 1)
    )
    return write_land_txt(parcels, header).encode("gb18030")


def _with_land_attributes(parcel: Parcel, number: int, area_m2: float) -> Parcel:
    """What the parcel line needs: the official area in hectares, a number and a name, unless the reading has its own."""
    written = {
        "地块面积": f"{area_m2 / 10_000:.4f}",
        "地块编号": str(number),
        "地块名称": parcel.name,
        "记录图形属性": "面",
    }
    return replace(parcel, attributes=written | parcel.attributes)


def _rows(reading: Reading) -> list[tuple[str, ...]]:
    """The header, then a row a corner; limits in full on every row."""
    rows: list[tuple[str, ...]] = [HEADER]
    for number, (parcel, rings) in enumerate(zip(reading.parcels, locate_corners(reading), strict=True), 1):
        name = parcel.name or f"范围{number}"
        limits = tuple("" if limit is None else f"{limit:g}" for limit in (parcel.highest_m, parcel.lowest_m))
        for ring_number, (ring, corners) in enumerate(zip(parcel.rings, rings, strict=True), 1):
            flag = "-1" if ring.hole else "1"
            rows.extend(
                (
                    name, str(ring_number), corner.label, f"{corner.northing:.3f}", f"{corner.easting:.3f}",
                    write_signs(corner.lon), write_signs(corner.lat), flag, *limits,
                )
                for corner in corners
            )  # fmt: skip
    return rows


def _write_csv(reading: Reading, _: Notation | None) -> bytes:
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows(_rows(reading))
    return sink.getvalue().encode("utf-8-sig")  # the mark makes Excel take it for UTF-8


def _write_xlsx(reading: Reading, _: Notation | None) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("拐点坐标")
    for row in _rows(reading):
        sheet.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _write_geojson(reading: Reading, _: Notation | None) -> bytes:
    """Degrees on CGCS2000, named by the `crs` member that GIS programs still read (RFC 7946 has none)."""
    shapes = to_shapely(to_crs(reading.polygons, GEOGRAPHIC))
    features = [_feature(parcel, shape) for parcel, shape in zip(reading.parcels, shapes, strict=True)]
    collection = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}},
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False).encode("utf-8")


def _feature(parcel: Parcel, shape: Any) -> dict[str, Any]:
    parts = [[_corners(ring) for ring in (part.exterior, *part.interiors)] for part in shape.geoms]
    geometry = (
        {"type": "Polygon", "coordinates": parts[0]}
        if len(parts) == 1
        else {"type": "MultiPolygon", "coordinates": parts}
    )
    properties = {
        **parcel.attributes,
        "名称": parcel.name, "标高上限": parcel.highest_m, "标高下限": parcel.lowest_m,
        "点号": ";".join(",".join(ring.labels) for ring in parcel.rings),
    }  # fmt: skip
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _corners(ring: Any) -> list[list[float]]:
    return [[round(lon, 10), round(lat, 10)] for lon, lat in ring.coords]


_WRITERS: dict[Target, Callable[[Reading, Notation | None], bytes]] = {
    Target.AREA_STRING: _write_area_strings,
    Target.LAND_TXT: _write_land_txt,
    Target.GDZB: _write_gdzb,
    Target.CSV: _write_csv,
    Target.XLSX: _write_xlsx,
    Target.GEOJSON: _write_geojson,
}
