"""One invented range, a square of 800 m by 600 m with a hole of 200 m, in every format that a range may come in."""

from __future__ import annotations

import json
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
from openpyxl import Workbook

from kuanggui.spatial.crs import GEOGRAPHIC, Crs, accept_crs

ZONE = "EPSG:4526"
SHELL = [(3837000.0, 38520000.0), (3837000.0, 38520800.0), (3836400.0, 38520800.0), (3836400.0, 38520000.0)]
HOLE = [(3836900.0, 38520200.0), (3836900.0, 38520400.0), (3836700.0, 38520400.0), (3836700.0, 38520200.0)]
PLANE = shapely.Polygon([(y, x) for x, y in SHELL], [[(y, x) for x, y in HOLE]])


def in_degrees(shape: shapely.Geometry = PLANE, crs: Crs | None = None) -> shapely.Geometry:
    """The shape in degrees on CGCS2000."""
    found = crs or accept_crs(ZONE)
    return shapely.transform(shape, lambda corners: np.column_stack(found.to_degrees(corners[:, 0], corners[:, 1])))


def in_zone(definition: str) -> shapely.Geometry:
    """The shape in another zone."""
    zone = accept_crs(definition)
    return shapely.transform(
        in_degrees(), lambda corners: np.column_stack(zone.from_degrees(corners[:, 0], corners[:, 1]))
    )


def rings_of(shape: shapely.Geometry) -> list[list[tuple[float, float]]]:
    """Shell and hole, the closing corner left out."""
    return [list(ring.coords)[:-1] for ring in (shape.exterior, *shape.interiors)]


def text_table(write: Callable[[tuple[float, float]], str], shape: shapely.Geometry, header: str = "") -> str:
    """A line a corner: number, then what `write` makes of it; the hole after a closing corner."""
    lines, number = [header] if header else [], 0
    for ring in rings_of(shape):
        first = number + 1
        for corner in ring:
            number += 1
            lines.append(f"{number} {write(corner)}")
        lines.append(f"{first} {write(ring[0])}")
    return "\n".join(lines) + "\n"


AREA_STRING = (
    "2,4,1,3837000.00,38520000.00,2,3837000.00,38520800.00,3,3836400.00,38520800.00,4,3836400.00,38520000.00,850,620,,1,"
    "4,5,3836900.00,38520200.00,6,3836900.00,38520400.00,7,3836700.00,38520400.00,8,3836700.00,38520200.00,850,620,,-1,"
)
BARE_AREA_STRING = (
    "2,4,3837000.00,38520000.00,3837000.00,38520800.00,3836400.00,38520800.00,3836400.00,38520000.00,0,850,620,"
    "4,3836900.00,38520200.00,3836900.00,38520400.00,3836700.00,38520400.00,3836700.00,38520200.00,-1,850,620"
)
LAND_TXT = """[属性描述]
格式版本号=1.01版本
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=38
精度=0.001
转换参数=,,,,,,
[地块坐标]
10,44.0000,CQ001,一号采石场,面,,采矿用地,,@
J1,1,3837000.000,38520000.000
J2,1,3837000.000,38520800.000
J3,1,3836400.000,38520800.000
J4,1,3836400.000,38520000.000
J1,1,3837000.000,38520000.000
J5,2,3836900.000,38520200.000
J6,2,3836900.000,38520400.000
J7,2,3836700.000,38520400.000
J8,2,3836700.000,38520200.000
J5,2,3836900.000,38520200.000
"""


def write_workbook(path: Path, rows: list[list[object]], merges: tuple[str, ...] = ()) -> Path:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def write_layer(
    path: Path,
    driver: str,
    shapes: list[shapely.Geometry],
    crs: str | None,
    geometry_type: str = "Polygon",
    **options: str,
) -> Path:
    """A vector file with a name and an elevation to each shape."""
    names = np.array([f"第{number}号" for number in range(1, len(shapes) + 1)], dtype=object)
    lowest = np.full(len(shapes), 620.0)
    fields = ([], []) if driver == "DXF" else ([names, lowest], ["名称", "CSXX"])
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")
        pyogrio.raw.write(
            path,
            shapely.to_wkb(np.array(shapes)),
            *fields,
            driver=driver,
            crs=crs,
            geometry_type=geometry_type,
            **options,
        )
    return path


def write_geoparquet(path: Path, shapes: list[shapely.Geometry], crs: Crs = GEOGRAPHIC) -> Path:
    """GeoParquet 1.1 with WKB."""
    described = {"encoding": "WKB", "geometry_types": [], "crs": crs.system.to_json_dict()}
    geo = {"version": "1.1.0", "primary_column": "geom", "columns": {"geom": described}}
    table = pa.table({"名称": ["第1号"] * len(shapes), "geom": shapely.to_wkb(np.array(shapes))})
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    return path


def zip_files(path: Path, *files: Path) -> Path:
    """The files in one archive, names in GBK as Chinese Windows packs them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return path
