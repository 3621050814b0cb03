"""Builds the illustrative layers of the example city, one GeoJSON a kind, from the rectangles and lines below.

Degrees on CGCS2000, the ground that examples/README.md describes. Every shape, name and holder is invented.
"""

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BLOCKS = {
    "CQ01": ("南岭县铁帽山西铁矿", "铁矿", 1.85, (112.091667, 38.10, 112.108333, 38.111)),
    "CQ02": ("北川县青石梁东石墨", "晶质石墨", 1.20, (112.783333, 38.45, 112.795833, 38.459908)),
    "CQ03": ("东山区石门东水泥用灰岩", "水泥用灰岩", 0.90, (112.866667, 38.083333, 112.879167, 38.090727)),
    "CQ04": ("东山区石门西水泥用灰岩", "水泥用灰岩", 0.74, (112.841667, 38.083333, 112.854167, 38.089413)),
    "CQ05": ("南岭县白云峰一号花岗岩", "饰面用花岗岩", 0.38, (112.5, 38.075, 112.508333, 38.079682)),
}


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def line(*points: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def farmland() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Fields east of the limestone quarries and in the western valley, delineated in 2017."""
    fields = []
    for column in range(6):
        for row in range(5):
            west, south = 112.8825 + column * 0.0045, 38.078 + row * 0.0035
            fields.append((box(west, south, west + 0.0042, south + 0.0032), column * 5 + row))
    fields += [(box(112.20 + k * 0.005, 38.30, 112.2045 + k * 0.005, 38.304), 100 + k) for k in range(8)]
    return [(shape, {"name": f"基本农田{number:03d}", "划定日期": "2017-06-30"}) for shape, number in fields]


def right(
    name: str, number: str, holder: str, mineral: str, scale: float, heights: tuple[int, int], method: str
) -> dict[str, Any]:
    return {
        "name": name, "number": number, "holder": holder, "mineral": mineral, "scale": scale,
        "elevation_top": heights[0], "elevation_bottom": heights[1], "method": method, "deposit": name.removesuffix("矿"),
    }  # fmt: skip


LAYERS: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {
    "mining_block": [
        (box(*corners), {"number": code, "name": name, "mineral": mineral, "area_km2": area})
        for code, (name, mineral, area, corners) in BLOCKS.items()
    ]
    + [
        (
            box(112.60, 38.20, 112.61, 38.207),
            {"number": "CQ08", "name": "东山区水泉地热", "mineral": "地热", "area_km2": 0.6826},
        ),
        (
            box(112.70, 38.12, 112.706, 38.125),
            {
                "number": "CQ09",
                "name": "东山区石坡建筑石料",
                "mineral": "建筑用石料",
                "area_km2": 0.2926,
                "status": "拟增",
            },
        ),
    ],
    "exploration_block": [
        (
            box(112.30, 38.52, 112.36, 38.56),
            {"number": "KQ01", "name": "北川县松岭铜矿详查", "mineral": "铜矿", "degree": "详查", "area_km2": 23.27},
        ),
    ],
    "mining_right": [
        (
            box(112.860, 38.083333, 112.8655, 38.0895),
            right("石门一号灰岩矿", "C9901001", "示例水泥有限公司", "水泥用灰岩", 120, (1450, 1300), "露天开采"),
        ),
        (
            box(112.8556, 38.083333, 112.8588, 38.0895),
            right("石门二号灰岩矿", "C9901002", "示例水泥有限公司", "水泥用灰岩", 100, (1450, 1300), "露天开采"),
        ),
        (
            box(112.115, 38.10, 112.125, 38.111),
            right("铁帽山铁矿", "C9901003", "示例铁业有限公司", "铁矿", 150, (1200, 700), "地下开采"),
        ),
        (
            box(112.128, 38.10, 112.138, 38.111),
            right("铁帽山东铁矿", "C9901004", "东坡铁业有限公司", "铁矿", 60, (1150, 650), "地下开采"),
        ),
        (
            box(112.4985, 38.0700, 112.5065, 38.0738),
            right("白云峰石材矿", "C9901005", "白云石材有限公司", "饰面用花岗岩", 3, (1600, 1500), "露天开采"),
        ),
        (
            box(112.65, 38.50, 112.70, 38.53),
            right("北川一矿", "C9901006", "北川煤业有限公司", "煤", 300, (900, 400), "地下开采"),
        ),
    ],
    "exploration_right": [
        (
            box(112.78, 38.465, 112.80, 38.48),
            {"name": "青石梁北石墨普查", "number": "T9902001", "holder": "示例地勘院", "mineral": "晶质石墨"},
        ),
    ],
    "pending_application": [
        (
            box(112.845, 38.086, 112.850, 38.0885),
            {"name": "石门西扩界申请", "holder": "南山建材有限公司", "mineral": "水泥用灰岩"},
        ),
    ],
    "planning_zone": [
        (box(112.835, 38.075, 112.885, 38.098), {"name": "东山水泥用灰岩集中开采区", "zone_kind": "集中开采区"}),
        (box(112.62, 38.48, 112.76, 38.56), {"name": "北川国家规划矿区", "zone_kind": "国家规划矿区"}),
        (box(112.45, 38.25, 112.50, 38.29), {"name": "南岭铜矿储备区", "zone_kind": "储备地"}),
    ],
    "ecological_redline": [
        (box(112.795, 38.44, 112.90, 38.60), {"name": "青石梁水源涵养红线"}),
        (box(112.49, 38.0795, 112.52, 38.10), {"name": "白云峰水土保持红线"}),
    ],
    "permanent_basic_farmland": farmland(),
    "urban_development_boundary": [(box(112.58, 38.18, 112.66, 38.24), {"name": "示例市中心城区"})],
    "nature_reserve": [
        (box(112.33, 38.545, 112.37, 38.60), {"name": "松岭自然保护区", "zone": "一般控制区"}),
        (box(112.33, 38.60, 112.37, 38.65), {"name": "松岭自然保护区", "zone": "核心保护区"}),
    ],
    "water_source": [(box(112.56, 38.30, 112.57, 38.31), {"name": "东河水源地"})],
    "scenic_area": [(box(112.10, 38.40, 112.14, 38.44), {"name": "云台风景区"})],
    "heritage_site": [(box(112.400, 38.200, 112.402, 38.202), {"name": "古窑址"})],
    "forest_park": [(box(112.02, 38.50, 112.06, 38.54), {"name": "西山森林公园"})],
    "wetland_park": [(box(112.56, 38.35, 112.58, 38.36), {"name": "东河湿地公园"})],
    "geopark": [(box(112.90, 38.30, 112.93, 38.33), {"name": "石林地质公园"})],
    "railway": [(line((112.081, 38.00), (112.083, 38.20), (112.10, 38.66)), {"name": "示例铁路", "high_speed": "否"})],
    "railway_bridge": [(point(112.0825, 38.15), {"name": "西河铁路桥", "length_m": 320})],
    "railway_tunnel": [(line((112.0833, 38.21), (112.0838, 38.222)), {"name": "西岭隧道"})],
    "highway": [
        (line((112.00, 38.15), (112.60, 38.16), (113.00, 38.15)), {"name": "G999", "class": "国道"}),
        (line((112.70, 38.00), (112.7075, 38.12), (112.72, 38.66)), {"name": "X101", "class": "县道"}),
    ],
    "highway_bridge": [(point(112.55, 38.159), {"name": "东河大桥", "class": "大桥"})],
    "highway_tunnel": [(line((112.30, 38.155), (112.31, 38.1553)), {"name": "南岭隧道"})],
    "ferry": [(point(112.56, 38.02), {"name": "东河渡口"})],
    "pipeline": [(line((112.00, 38.35), (113.00, 38.36)), {"name": "示例输气管道"})],
}
# What is in the plan database rather than in layers: deposits from the plan's first day, mines from the day they opened.
FEATURES: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {
    "deposit": [
        (box(112.088, 38.096, 112.142, 38.114), {"name": "铁帽山铁矿产地", "number": "D01", "mineral": "铁矿"}),
        (box(112.776, 38.448, 112.802, 38.482), {"name": "青石梁石墨矿产地", "number": "D02", "mineral": "晶质石墨"}),
        (point(112.33, 38.545), {"name": "松岭铜矿产地", "number": "D03", "mineral": "铜矿"}),
    ],
    "mine_2023-09-01": [
        (box(112.860, 38.083333, 112.8655, 38.0895), {"name": "石门一号灰岩矿山", "number": "K01", "mineral": "水泥用灰岩"}),
        (point(112.132, 38.105), {"name": "铁帽山东铁矿山", "number": "K02", "mineral": "铁矿"}),
    ],
    "mine_2025-03-01": [
        (box(112.65, 38.50, 112.70, 38.53), {"name": "北川一号煤矿山", "number": "K03", "mineral": "煤"}),
    ],
}  # fmt: skip


def build(directory: Path) -> list[Path]:
    """Writes one file a kind of layer, beside them one for each group of features, and returns their paths."""
    return [*write(directory, LAYERS), *write(directory.parent / "features", FEATURES)]


def write(directory: Path, layers: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]]) -> list[Path]:
    """Writes one file for each name and returns their paths."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, features in layers.items():
        rows = [{"type": "Feature", "properties": p, "geometry": g} for g, p in features]
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
        content = {"type": "FeatureCollection", "name": kind, "crs": crs, "features": rows}
        path = directory / f"{kind}.geojson"
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if sys.argv[1:] else HERE / "city" / "layers"):
        print(path)
