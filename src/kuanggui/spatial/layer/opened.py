"""A catalogued layer opened for reading: what it is, and geometry and attributes by feature.

Features are numbered from 0 in the order of the snapshot, the numbers that the kernel's results carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Flags, Integers
from kuanggui.spatial.crs import Crs
from kuanggui.spatial.layer.catalogue import list_layers
from kuanggui.spatial.layer.families import NAMES
from kuanggui.spatial.layer.record import LayerRecord, read_record
from kuanggui.spatial.layer.snapshot import load_entangled, load_prepared
from kuanggui.spatial.layer.sources import GEOMETRY
from kuanggui.spatial.layer.table import LayerTable
from kuanggui.spatial.layer.writing import TABLE
from kuanggui.spatial.prepared import Prepared

_METRES_PER_DEGREE = 110_000.0  # a little less than any degree of latitude, so that a margin is never too narrow


@dataclass(frozen=True)
class Layer:
    """A finished snapshot; nothing but its record is read before it is asked for. Threads may share it."""

    folder: Path
    record: LayerRecord

    @property
    def name(self) -> str:
        """Its name in the catalogue."""
        return self.record.name

    @property
    def kind(self) -> str:
        """The domain word of what it shows, such as ecological_redline."""
        return self.record.kind

    @property
    def as_of(self) -> str:
        """The day it describes, as an ISO date."""
        return self.record.as_of

    @property
    def owner(self) -> str:
        """Who answers for the data."""
        return self.record.owner

    @property
    def sha256(self) -> str:
        """Digest of the snapshot's table, which holds all geometry and attributes."""
        return self.record.snapshot_sha256

    @property
    def geometry(self) -> str:
        """Family of its geometries: polygon, line or point."""
        return self.record.geometry

    @cached_property
    def crs(self) -> Crs:
        """Reference system of its geometries."""
        return Crs(self.record.crs, self.record.note)

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the attributes as in the source, then `source_row`, the row there counted from 1."""
        return tuple(name for name in self._table.names if name not in {GEOMETRY, "bbox"})

    def __len__(self) -> int:
        return self.record.features

    @cached_property
    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of all features in degrees; None for a layer without any geometry."""
        boxes = self._table.group_boxes
        if np.isnan(boxes).all():
            return None
        corners = (*np.nanmin(boxes[:, :2], axis=0).tolist(), *np.nanmax(boxes[:, 2:], axis=0).tolist())
        if self.crs.is_geographic:
            return corners
        out = Transformer.from_crs(self.crs.system, self.crs.system.geodetic_crs, always_xy=True)
        west, south, east, north = out.transform_bounds(*corners)
        return float(west), float(south), float(east), float(north)

    @cached_property
    def prepared(self) -> Prepared:
        """Rows for the overlay kernel; raises InputError for lines and points."""
        self._need_polygons()
        return load_prepared(self.folder)

    @cached_property
    def entangled(self) -> Flags:
        """Which features overlap another one of the layer; raises InputError for lines and points."""
        self._need_polygons()
        return load_entangled(self.folder)

    def attributes(
        self, features: Sequence[int] | Integers, fields: Sequence[str] | None = None
    ) -> list[dict[str, Any]]:
        """Attributes of some features, in their order: all `fields`, or those asked for."""
        wanted = self.fields if fields is None else tuple(fields)
        unknown = [name for name in wanted if name not in self.fields]
        if unknown:
            raise InputError(f"图层 {self.name} 没有字段 {unknown[0]}；现有：{'、'.join(self.fields)}")
        rows: list[dict[str, Any]] = self._table.take(features, wanted).to_pylist()
        return rows

    def geometries(self, features: Sequence[int] | Integers) -> NDArray[Any]:
        """Shapely geometries of some features, in their order and in the layer's reference system."""
        return _decode(self._table.take(features, [GEOMETRY])[GEOMETRY])

    def find(self, west: float, south: float, east: float, north: float) -> Integers:
        """Features whose boxes meet a window in the layer's own coordinates; only the row groups it needs are read."""
        return self._table.find((west, south, east, north))

    def find_around(self, west: float, south: float, east: float, north: float, margin_m: float = 0.0) -> Integers:
        """Features whose boxes meet a window of longitudes and latitudes in degrees, widened by a margin in metres."""
        up = margin_m / _METRES_PER_DEGREE
        widest = max(abs(south), abs(north)) + up
        out = up / max(float(np.cos(np.radians(widest))), 0.01)
        window = (west - out, south - up, east + out, north + up)
        if not self.crs.is_geographic:
            system = self.crs.system
            into = Transformer.from_crs(system.geodetic_crs, system, always_xy=True)
            window = into.transform_bounds(*window)
        return self.find(*window)

    @cached_property
    def _table(self) -> LayerTable:
        return LayerTable(self.folder / TABLE)

    def _need_polygons(self) -> None:
        if self.geometry != "polygon":
            raise InputError(f"图层 {self.name} 是{NAMES[self.geometry]}图层，没有面积；只能计算距离")


def open_layer(folder: Path) -> Layer:
    """The layer in a folder of a catalogue; raises UnreadableFileError when there is no finished snapshot."""
    return Layer(folder, read_record(folder))


def open_layers(root: Path) -> tuple[Layer, ...]:
    """All finished layers of a catalogue, by name."""
    return tuple(Layer(folder, record) for folder, record in list_layers(root))


def _decode(values: pa.ChunkedArray) -> NDArray[Any]:
    shapes: NDArray[Any] = shapely.from_wkb(np.asarray(values.to_pylist(), dtype=object))
    return shapes
