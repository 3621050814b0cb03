"""The range of a case: a file, a text of coordinates, a drawn shape, or a planning block by its name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from kuanggui.checks.screening.layers import Themes
from kuanggui.checks.screening.theme_layer import ThemeLayer
from kuanggui.errors import InputError
from kuanggui.spatial.crs import GEOGRAPHIC, accept_crs, check_extent
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import Polygons, from_shapely, to_shapely

BLOCKS = ("mining_block", "exploration_block")


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """One polygon with holes and parts, and what was doubtful in reading it."""

    polygons: Polygons
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class NamedRange:
    """A range with its name and what else the file says of it."""

    name: str
    attributes: dict[str, Any]
    range: Range


def resolve(given: Any, crs: str | None, folder: Path, themes: Themes, where: str) -> Range:
    """The range that a case gives; raises InputError naming the place."""
    if given is None:
        raise InputError(f"{where}：没有范围；请补充 range（文件、坐标、GeoJSON 几何或 block: 规划区块名称）")
    try:
        return _resolve(given, crs, folder, themes)
    except InputError as error:
        raise InputError(f"{where}：{error}") from error


def _resolve(given: Any, crs: str | None, folder: Path, themes: Themes) -> Range:
    if isinstance(given, Mapping):
        if "block" in given:
            return _planning_block(str(given["block"]), themes)
        if "file" in given:
            return _choose(read_ranges(_inside(folder, str(given["file"])), given.get("crs", crs)), given.get("name"))
        return read_drawn(given, crs)
    if isinstance(given, str) and not any(mark in given for mark in ",，;；\n"):
        path, _, name = given.partition("#")
        if not name and not _inside(folder, path).exists() and _blocks_named(path.strip(), themes):
            return _planning_block(path.strip(), themes)  # a cell of a list has no other way to say it
        return _choose(read_ranges(_inside(folder, path), crs), name or None)
    return _one(_read_text(str(given), crs))


def read_ranges(path: Path, crs: str | None = None) -> list[NamedRange]:
    """Every range of a file in any form that the program reads."""
    from kuanggui.app.corners import RangeOptions, read_range  # noqa: PLC0415 - many readers

    return _named(read_range(path, RangeOptions(crs=crs)))


def _read_text(text: str, crs: str | None) -> list[NamedRange]:
    from kuanggui.app.corners import RangeOptions, read_range  # noqa: PLC0415

    return _named(read_range(text, RangeOptions(crs=crs)))


def _named(reading: Any) -> list[NamedRange]:
    doubts = tuple(f"{doubt.where}：{doubt.text}" for doubt in reading.doubts)
    return [
        NamedRange(
            parcel.name or f"第{n + 1}个", dict(parcel.attributes), Range(reading.polygons.take(np.array([n])), doubts)
        )
        for n, parcel in enumerate(reading.parcels)
    ]


def _inside(folder: Path, name: str) -> Path:
    path = Path(name)
    return path if path.is_absolute() else folder / path


def _choose(found: Sequence[NamedRange], name: str | None) -> Range:
    if name is None:
        return _one(found)
    fits = [item for item in found if item.name == name or name in {str(v) for v in item.attributes.values()}]
    if len(fits) != 1:
        known = "、".join(item.name for item in found[:20])
        raise InputError(f"文件中名为“{name}”的范围有 {len(fits)} 个；现有：{known}")
    return fits[0].range


def _one(found: Sequence[NamedRange]) -> Range:
    if len(found) != 1:
        raise InputError(f"应有一个范围，实有 {len(found)} 个；请用 文件#名称 指明其中一个")
    return found[0].range


def read_drawn(given: Mapping[str, Any], crs: str | None = None) -> Range:
    """A GeoJSON geometry or feature; longitudes and latitudes unless `crs` says otherwise. Raises InputError."""
    geometry = given.get("geometry", given)
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.GEOSException, TypeError) as error:
        raise InputError("range 不是有效的 GeoJSON 几何；请核对 type 和 coordinates") from error
    system = accept_crs(given.get("crs", crs) or "EPSG:4490")
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        raise InputError(f"range 是 {shape.geom_type}，不是面；请改为 Polygon 或 MultiPolygon")
    if shape.is_empty or not shape.is_valid:
        raise InputError(f"range 不是有效的面（{'空' if shape.is_empty else shapely.is_valid_reason(shape)}）；请改正")
    polygons = from_shapely([shape], system)
    check_extent(polygons.x, polygons.y, system, "range 的坐标")
    return Range(polygons, (system.note,) if system.note else ())


def _planning_block(name: str, themes: Themes) -> Range:
    """The planning block of that name or number, from the layers of blocks."""
    fits = _blocks_named(name, themes)
    if len(fits) != 1:
        raise InputError(f"规划区块“{name}”有 {len(fits)} 个；请核对名称或编号，并先将规划区块入库")
    layer, number = fits[0]
    return Range(block_polygons(layer, number))


def _blocks_named(name: str, themes: Themes) -> list[tuple[ThemeLayer, int]]:
    return [
        (layer, feature.number)
        for kind in BLOCKS
        for layer in themes.layers(kind)
        for feature in layer.features()
        if name in {feature.text("name"), feature.text("number")}
    ]


def block_polygons(layer: ThemeLayer, number: int) -> Polygons:
    """The polygon of one feature of a layer, as it was given."""
    return layer.polygons([number])


def geojson_of(polygons: Polygons) -> dict[str, Any]:
    """The first polygon as a GeoJSON geometry in longitude and latitude."""
    shape = to_shapely(to_crs(polygons, GEOGRAPHIC))[0]
    found: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return found
