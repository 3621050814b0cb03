"""Shapes as coarse as a projection asks for."""

from __future__ import annotations

import math

import shapely

from kuanggui.app.public.projection import Generalisation, ShapeForm

METRES_PER_DEGREE = (
    111_320.0  # along the meridian; a degree of longitude is shorter, so that the tolerance holds there too
)


def generalise(wkb: bytes | None, how: Generalisation) -> shapely.Geometry | None:
    """The shape in degrees as it may be shown; None where there is none to show."""
    if wkb is None or how.form is ShapeForm.NONE:
        return None
    shape = shapely.from_wkb(wkb)
    match how.form:
        case ShapeForm.BOX:
            coarse = shapely.box(*shapely.bounds(shape).tolist())
        case ShapeForm.ROUNDED:
            coarse = shapely.set_precision(shape, 10.0**-how.digits)
        case ShapeForm.SIMPLIFIED:
            coarse = shapely.simplify(shape, how.tolerance_m / METRES_PER_DEGREE)
        case _:
            coarse = shape
    # A shape smaller than the grid would vanish: its box on the grid says about where it is.
    return coarse if not shapely.is_empty(coarse) else _cell(shape, how)


def _cell(shape: shapely.Geometry, how: Generalisation) -> shapely.Geometry:
    step = 10.0**-how.digits
    west, south, east, north = (float(edge) / step for edge in shapely.bounds(shape))
    edges = (math.floor(west), math.floor(south), math.ceil(east), math.ceil(north))
    return shapely.Polygon.from_bounds(*(round(edge * step, how.digits) for edge in edges))
