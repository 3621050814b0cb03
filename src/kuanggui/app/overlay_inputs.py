"""What an overlay reads: a file of blocks, and layers that are snapshots or files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kuanggui.errors import InputError
from kuanggui.spatial.crs import check_extent
from kuanggui.spatial.layer.record import FILE, read_record
from kuanggui.spatial.layer.sources import GEOMETRY, open_source
from kuanggui.spatial.polygons import Polygons, from_wkb, join_polygons
from kuanggui.spatial.warm import WarmLayer, open_warm, warm_up


@dataclass(frozen=True, slots=True, eq=False)
class OverlayLayer:
    """A layer by the name it has in the results."""

    name: str
    warm: WarmLayer


def read_polygons(path: Path) -> Polygons:
    """All polygons of a file, their reference system checked."""
    with open_source(path) as source:
        pieces = [from_wkb(batch.column(GEOMETRY).to_pylist(), source.crs) for batch in source.batches]
    if not pieces:
        raise InputError(f"{path}：图层中没有要素；请核对文件")
    polygons = join_polygons(pieces)
    check_extent(polygons.x, polygons.y, polygons.crs, f"{path.name} 的坐标")
    return polygons


def open_overlay_layer(path: Path) -> OverlayLayer:
    """A snapshot's folder, or any polygon file prepared now."""
    if (path / FILE).exists():
        return OverlayLayer(read_record(path).name, open_warm(path))
    return OverlayLayer(path.stem, warm_up(read_polygons(path)))


@lru_cache(maxsize=8)
def keep_overlay_layer(path: Path) -> OverlayLayer:
    """The same, kept for the next question: a worker gets many runs of blocks for the same layer."""
    return open_overlay_layer(path)
