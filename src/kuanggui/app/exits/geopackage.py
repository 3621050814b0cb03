"""Versions of features in a GeoPackage: for any GIS, and the only place of their geometry in an exported folder."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
from pyogrio import raw

from kuanggui.errors import InputError
from kuanggui.spatial.formats.geopackage import GEOPACKAGE

LAYER = "feature_versions"
BATCH = 20_000
KEY = "row"


def write_shapes(path: Path, shapes: Iterable[tuple[dict[str, Any], bytes | None]]) -> int:
    """Write rows with their WKB; gives their number. Nothing is written where there are none."""
    stream, count = iter(shapes), 0
    while batch := list(islice(stream, BATCH)):
        names = [name for name in batch[0][0] if name != "id"]
        fields = [np.array([row["id"] for row, _ in batch], dtype=np.int64)]
        fields += [np.array([_cell(row[name]) for row, _ in batch], dtype=object) for name in names]
        raw.write(
            str(path),
            geometry=np.array([wkb for _, wkb in batch], dtype=object),
            field_data=fields,
            fields=np.array([KEY, *names], dtype=object),
            layer=LAYER,
            driver="GPKG",
            geometry_type="Unknown",
            crs="EPSG:4490",
            append=count > 0,
            dataset_options=GEOPACKAGE,
        )
        count += len(batch)
    return count


def read_shapes(path: Path) -> dict[int, bytes]:
    """The WKB of every row that has one, by the row's number."""
    if not path.exists():
        return {}
    try:
        _, _, geometry, fields = raw.read(str(path), layer=LAYER, columns=[KEY])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(f"{path}：不是可读的 GeoPackage；请重新导出") from error
    return {int(key): bytes(wkb) for key, wkb in zip(fields[0], geometry, strict=True) if wkb is not None}


def _cell(value: Any) -> str | None:
    return None if value is None else str(value)
