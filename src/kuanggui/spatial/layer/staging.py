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
from kuanggui.spatial.layer.families import EMPTY, find_family, measure_lengths, measure_plane_boxes
from kuanggui.spatial.layer.record import Repair
from kuanggui.spatial.layer.sources import GEOMETRY
from kuanggui.spatial.plane import to_plane
from kuanggui.spatial.polygons import Polygons, from_shapely
from kuanggui.spatial.prepared import measure_tiles, turn_rings
from kuanggui.spatial.tiles import cut_into_tiles

DONE = "done.json"
STAGING_FORMAT = 2
SOURCE_ROW = "source_row"  # counted from 1, the link back to the file that was added


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
    """Write table and arrays of a batch into `folder`, the note of completion last.

    Raises InputError with the row of a geometry that cannot be used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shapes, family = _read_shapes(batch.column(GEOMETRY), first_row)
    repairs = _mend_all(shapes, first_row, crs, repair=repair) if family == "polygon" else []
    corners = shapely.get_coordinates(shapes)
    check_extent(corners[:, 0], corners[:, 1], crs, f"第 {first_row + 1} 行起的坐标")
    _write_table(folder, batch, shapes, first_row)
    for name, values in _measure(shapes, family, crs).items():
        np.save(folder / f"{name}.npy", values)
    done = {"family": family, "repairs": [asdict(entry) for entry in repairs]}
    (folder / DONE).write_text(json.dumps(done), encoding="utf-8")


def _write_table(folder: Path, batch: pa.RecordBatch, shapes: NDArray[Any], first_row: int) -> None:
    table = pa.Table.from_batches([batch]).set_column(
        batch.schema.get_field_index(GEOMETRY), GEOMETRY, pa.array(shapely.to_wkb(shapes), pa.binary())
    )
    rows = pa.array(np.arange(first_row + 1, first_row + 1 + len(shapes), dtype=np.int64))
    table = table.append_column(SOURCE_ROW, rows)
    with pa.OSFile(str(folder / "table.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _measure(shapes: NDArray[Any], family: str, crs: Crs) -> dict[str, Floats | Integers]:
    """Arrays to put aside; a batch without any geometry gets both kinds, since it goes with either."""
    arrays: dict[str, Floats | Integers] = {}
    if family in {"line", "point", ""}:
        arrays = {"boxes": measure_plane_boxes(shapes, crs), "feature_lengths_m": measure_lengths(shapes, crs)}
    return arrays if family in {"line", "point"} else arrays | _measure_rows(shapes, crs)


def _measure_rows(shapes: NDArray[Any], crs: Crs) -> dict[str, Floats | Integers]:
    """What the kernel wants of polygons, tiles for the big ones."""
    placed = turn_rings(to_plane(from_shapely(shapes, crs)))
    rows, origin = cut_into_tiles(placed)
    return {
        "x": rows.x, "y": rows.y, "ring_starts": rows.ring_starts, "part_starts": rows.part_starts,
        "feature_starts": rows.feature_starts, "origin": origin, "row_areas_m2": measure_tiles(rows),
        "boxes": placed.bounds(), "feature_areas_m2": measure_plane_areas(placed),
    }  # fmt: skip


def is_staged(folder: Path) -> bool:
    """Whether the batch was put aside completely."""
    return (folder / DONE).exists()


def load_staged(folder: Path, crs: Crs) -> Staged:
    """The arrays of a batch, left on disk."""

    def load(name: str) -> NDArray[Any]:
        values: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r")
        return values

    rows = Polygons(load("x"), load("y"), load("ring_starts"), load("part_starts"), load("feature_starts"), crs)
    repairs = _read_note(folder)["repairs"]
    return Staged(
        rows, load("row_areas_m2"), load("origin"), load("boxes"), load("feature_areas_m2"),
        tuple(Repair(**entry) for entry in repairs),
    )  # fmt: skip


def load_family(folder: Path) -> str:
    """The family of geometries of a batch, empty when it has none."""
    return str(_read_note(folder)["family"])


def load_measures(folder: Path) -> tuple[Floats, Floats]:
    """Boxes on the kernel's plane and lengths in m of the lines or points of a batch."""
    return np.load(folder / "boxes.npy"), np.load(folder / "feature_lengths_m.npy")


def _read_note(folder: Path) -> dict[str, Any]:
    note: dict[str, Any] = json.loads((folder / DONE).read_text(encoding="utf-8"))
    return note


def load_table(folder: Path) -> pa.Table:
    """The attributes and geometry of a batch, left on disk."""
    return pa.ipc.open_file(pa.memory_map(str(folder / "table.arrow"))).read_all()


def _read_shapes(values: pa.Array, first_row: int) -> tuple[NDArray[Any], str]:
    """Geometries without heights and their family; what is missing becomes empty."""
    shapes = shapely.from_wkb(np.asarray(values.to_pylist(), dtype=object), on_invalid="ignore")
    lost = shapely.is_missing(shapes) & np.asarray(values.is_valid())
    if lost.any():
        raise InputError(f"第 {first_row + int(np.argmax(lost)) + 1} 行的几何无法解析；请重新导出该图层")
    family = find_family(shapes, first_row)
    shapes[shapely.is_missing(shapes) | shapely.is_empty(shapes)] = EMPTY.get(family, EMPTY["polygon"])
    return np.asarray(shapely.force_2d(shapes)), family


def _mend_all(shapes: NDArray[Any], first_row: int, crs: Crs, *, repair: bool) -> list[Repair]:
    """Mend invalid polygons in place; raises InputError with the first of them unless that is wanted."""
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
    return repairs


def _mend(shape: shapely.Geometry) -> shapely.Geometry:
    """A valid multipolygon covering the same ground; lines and points that were left over are dropped."""
    parts = [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.geom_type.endswith("Polygon")]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def _describe(row: int, before: shapely.Geometry, after: shapely.Geometry, crs: Crs) -> Repair:
    areas = measure_plane_areas(to_plane(from_shapely([before, after], crs)))
    return Repair(row, shapely.is_valid_reason(before), float(areas[0]), float(areas[1]))
