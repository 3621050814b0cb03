"""What a location map shows around a block: shapes of the themes near it, in degrees."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from kuanggui.app.screening.screener import Request, Screener
from kuanggui.findings.screening import Surroundings
from kuanggui.spatial.crs import EQUAL_AREA, GEOGRAPHIC, Crs
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import to_shapely
from kuanggui.spatial.prepared import Prepared
from kuanggui.spatial.valid import fetch_shapes
from kuanggui.spatial.window import find_rows

MARGIN = 0.6  # of the block's larger side
MOST = 400  # shapes of a theme


def surroundings_of(screener: Screener, request: Request) -> Surroundings:
    """Shapes around the block of a request, by theme in the order of the themes."""
    block = to_shapely(to_crs(request.range.polygons, GEOGRAPHIC))[0]
    box = screener.themes.around(request.range.polygons, 1)[0].looked.blocks.boxes[0]
    margin = MARGIN * max(box[2] - box[0], box[3] - box[1]) + 200
    window = np.array([box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin])
    shown = []
    for kind, setting in screener.settings.items():
        shapes = [shape for layer in screener.themes.layers(kind) for shape in _near(layer.warm.rows, window)]
        if shapes:
            shown.append((kind, setting.title, tuple(shapes)))
    return Surroundings(block, tuple(shown))


def _near(rows: Any, window: Any) -> list[Any]:
    found = find_rows(rows.tree, window)[:MOST]
    if not len(found):
        return []
    shapes = fetch_shapes(rows, found) if isinstance(rows, Prepared) else rows.shapes[found]
    clipped = shapely.clip_by_rect(shapes, *window)
    return [_in_degrees(shape, EQUAL_AREA) for shape in clipped if not shape.is_empty]


def _in_degrees(shape: Any, crs: Crs) -> Any:
    return shapely.transform(shape, lambda points: np.column_stack(crs.to_degrees(points[:, 0], points[:, 1])))
