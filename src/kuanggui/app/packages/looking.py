"""Use cases: what a package holds, as it was recognised; what a table of rights holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio

from kuanggui.errors import InputError
from kuanggui.ingest.package import FieldMapping, open_package, read_mapping, read_package
from kuanggui.ingest.package.mapping import suggest
from kuanggui.ingest.package.rights import Right, read_rights
from kuanggui.model.package import LayerData
from kuanggui.regulation.standards import read_edition
from kuanggui.spatial.area import measure_ellipsoidal_areas, round_to_register
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.formats.geopackage import GEOPACKAGE
from kuanggui.spatial.polygons import to_shapely


@dataclass(frozen=True, slots=True)
class LayerShown:
    """A layer of a package, its catalogue entry, and fields that are not the catalogue's with what they may stand for."""

    layer: LayerData
    entry: str
    suggestions: dict[str, str]


def show_package(path: Path, edition: str, mapping: Path | None) -> list[LayerShown]:
    """Every layer of a package; raises InputError."""
    chosen = read_edition(edition)
    names = read_mapping(mapping) if mapping else FieldMapping()
    with open_package(path) as root:
        package = read_package(root, chosen, names)
    shown = []
    for layer in package.layers:
        entry = chosen.layer(layer.entry) if layer.entry else None
        found = suggest(entry, chosen, [field.code for field in layer.fields]) if entry else {}
        shown.append(LayerShown(layer, f"{entry.name}（{entry.key}）" if entry else "", found))
    return shown


@dataclass(frozen=True, slots=True)
class RightShown:
    """A right: its row, a label, its area in km² as registered (empty: no readable range), and remarks."""

    row: int
    label: str
    area_km2: str
    remarks: tuple[str, ...]


def show_rights(path: Path, out: Path | None = None) -> list[RightShown]:
    """The rights of a table; with `out` their ranges become a GeoPackage in CGCS2000. Raises InputError."""
    rights = list(read_rights(path))
    if out is not None:
        _write(rights, out)
    return [_shown(right) for right in rights]


def _degrees(right: Right) -> Any:
    if right.polygons is None:
        return None
    lon, lat = right.polygons.crs.to_degrees(right.polygons.x, right.polygons.y)
    return right.polygons.with_coordinates(lon, lat, GEOGRAPHIC)


def _shown(right: Right) -> RightShown:
    polygons = _degrees(right)
    area = "" if polygons is None else str(round_to_register(float(measure_ellipsoidal_areas(polygons)[0])))
    return RightShown(right.row, next((value for value in right.values.values() if value), ""), area, right.remarks)


def _write(rights: list[Right], out: Path) -> None:
    if out.suffix.lower() != ".gpkg":
        raise InputError(f"{out}：请写成 .gpkg 文件")
    if out.exists():
        raise InputError(f"{out}：已存在；请先移走或换一个文件名")
    placed = [(right, polygons) for right in rights if (polygons := _degrees(right)) is not None]
    if not placed:
        raise InputError("没有可读的区域坐标，没有什么可写")
    import shapely  # noqa: PLC0415 - showing a table needs no geometry library

    shapes = np.array([shapely.to_wkb(to_shapely(polygons)[0]) for _, polygons in placed], dtype=object)
    names = list(placed[0][0].values)
    columns = [np.array([right.values.get(name, "") for right, _ in placed], dtype=object) for name in names]
    pyogrio.raw.write(
        out, shapes, columns, np.array(names, dtype=object), driver="GPKG", crs="EPSG:4490", geometry_type="MultiPolygon",
        layer=out.stem, dataset_options=GEOPACKAGE,
    )  # fmt: skip


def layer_lines(shown: list[LayerShown]) -> Iterator[dict[str, Any]]:
    """The layers as plain values."""
    for item in shown:
        layer = item.layer
        yield {
            "path": layer.path,
            "name": layer.name,
            "form": layer.form,
            "entry": layer.entry,
            "title": item.entry,
            "known_by": layer.known_by,
            "geometry": layer.geometry,
            "crs": layer.crs,
            "encoding": layer.encoding,
            "features": layer.features,
            "error": layer.error,
            "fields": [field.code for field in layer.fields],
            "suggestions": item.suggestions,
        }
