"""First pass over a source: each batch is checked, brought to the kernel's plane and put aside in files of its own.

A batch that has been put aside is not read again after an interruption.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from kuanggui.errors import InputError
from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.crs import Crs, check_extent
from kuanggui.spatial.layer.record import Repair
from kuanggui.spatial.layer.sources import GEOMETRY
from kuanggui.spatial.plane import to_plane
from kuanggui.spatial.polygons import Polygons, from_shapely
from kuanggui.spatial.prepared import measure_tiles, turn_rings
from kuanggui.spatial.tiles import cut_into_tiles


@dataclass(frozen=True, slots=True, eq=False)
class Staged:
    """Kernel rows of one batch, from memory-mapped files, and what was mended in it."""

    rows: Polygons
    row_areas_m2: Floats
    origin: Integers
    boxes: Floats
    feature_areas_m2: Floats
    repairs: tuple[Repair, ...]


def stage_batch(folder: Path, batch: pa.RecordBatch, first_row: int, crs: Crs, *, repair: bool) -> None:
    """Write table and arrays of a batch into `folder`, the note of completion last."""
    folder.mkdir(parents=True, exist_ok=True)
    shapes, repairs = _check(batch.column(GEOMETRY), first_row, crs, repair=repair)
    table = pa.Table.from_batches([batch]).set_column(
        batch.schema.get_field_index(GEOMETRY), GEOMETRY, pa.array(shapely.to_wkb(shapes), pa.binary())
    )
    with pa.OSFile(str(folder / "table.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    polygons = from_shapely(shapes, crs)
    check_extent(polygons.x, polygons.y, crs, f"第 {first_row + 1} 行起的坐标")
    placed = turn_rings(to_plane(polygons))
    rows, origin = cut_into_tiles(placed)
    arrays = {
        "x": rows.x, "y": rows.y, "ring_starts": rows.ring_starts, "part_starts": rows.part_starts,
        "feature_starts": rows.feature_starts, "origin": origin, "row_areas_m2": measure_tiles(rows),
        "boxes": placed.bounds(), "feature_areas_m2": measure_plane_areas(placed),
    }  # fmt: skip
    for name, values in arrays.items():
        np.save(folder / f"{name}.npy", values)
    (folder / "done.json").write_text(json.dumps([asdict(entry) for entry in repairs]), encoding="utf-8")


def is_staged(folder: Path) -> bool:
    """Whether the batch was put aside completely."""
    return (folder / "done.json").exists()


def load_staged(folder: Path, crs: Crs) -> Staged:
    """The arrays of a batch, left on disk."""

    def load(name: str) -> NDArray[Any]:
        values: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r")
        return values

    rows = Polygons(load("x"), load("y"), load("ring_starts"), load("part_starts"), load("feature_starts"), crs)
    repairs = json.loads((folder / "done.json").read_text(encoding="utf-8"))
    return Staged(
        rows, load("row_areas_m2"), load("origin"), load("boxes"), load("feature_areas_m2"),
        tuple(Repair(**entry) for entry in repairs),
    )  # fmt: skip


def load_table(folder: Path) -> pa.Table:
    """The attributes and geometry of a batch, left on disk."""
    return pa.ipc.open_file(pa.memory_map(str(folder / "table.arrow"))).read_all()


def _check(values: pa.Array, first_row: int, crs: Crs, *, repair: bool) -> tuple[NDArray[Any], list[Repair]]:
    shapes = _read_shapes(values, first_row)
    wrong = np.flatnonzero(~shapely.is_valid(shapes))
    if len(wrong) and not repair:
        row, reason = first_row + int(wrong[0]) + 1, shapely.is_valid_reason(shapes[wrong[0]])
        raise InputError(
            f"第 {row} 行的面无效（{reason}），本批共 {len(wrong)} 个；请修正，或加 --repair 自动修复并列出"
        )
    repairs = []
    for row in wrong.tolist():
        mended = _mend(shapes[row])
        repairs.append(_describe(first_row + row + 1, shapes[row], mended, crs))
        shapes[row] = mended
    return shapes, repairs


def _read_shapes(values: pa.Array, first_row: int) -> NDArray[Any]:
    shapes = shapely.from_wkb(np.asarray(values.to_pylist(), dtype=object), on_invalid="ignore")
    lost = shapely.is_missing(shapes) & np.asarray(values.is_valid())
    if lost.any():
        raise InputError(f"第 {first_row + int(np.argmax(lost)) + 1} 行的几何无法解析；请重新导出该图层")
    shapes[shapely.is_missing(shapes)] = shapely.MultiPolygon()
    kinds = ~np.isin(shapely.get_type_id(shapes), (3, 6))
    if kinds.any():
        row = int(np.argmax(kinds))
        raise InputError(f"第 {first_row + row + 1} 行是 {shapes[row].geom_type}，不是面；请只提供面图层")
    return np.asarray(shapely.force_2d(shapes))


def _mend(shape: shapely.Geometry) -> shapely.Geometry:
    """A valid multipolygon covering the same ground; lines and points that were left over are dropped."""
    parts = [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.geom_type.endswith("Polygon")]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def _describe(row: int, before: shapely.Geometry, after: shapely.Geometry, crs: Crs) -> Repair:
    areas = measure_plane_areas(to_plane(from_shapely([before, after], crs)))
    return Repair(row, shapely.is_valid_reason(before), float(areas[0]), float(areas[1]))
