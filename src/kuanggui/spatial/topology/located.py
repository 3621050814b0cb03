"""Places of faults: longitudes and latitudes, and the shapes of whole features."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Floats, Integers
from kuanggui.spatial.crs import EQUAL_AREA
from kuanggui.spatial.prepared import Prepared
from kuanggui.spatial.valid import fetch_shapes


def locate_shapes(shapes: NDArray[Any]) -> tuple[Floats, Floats]:
    """Longitude and latitude of a point in every shape on the kernel's plane; not-a-number for an empty one."""
    points: NDArray[Any] = np.asarray(shapely.point_on_surface(shapes), dtype=object)
    return EQUAL_AREA.to_degrees(np.asarray(shapely.get_x(points)), np.asarray(shapely.get_y(points)))


def fetch_features(layer: Prepared, features: Integers) -> tuple[NDArray[Any], Integers]:
    """Shapes of all rows of some features on the kernel's plane, and the feature each row stems from."""
    rows = features if layer.origin is None else np.flatnonzero(np.isin(layer.origin, features))
    return fetch_shapes(layer, rows), rows if layer.origin is None else layer.origin[rows]
