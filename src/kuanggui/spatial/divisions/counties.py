"""The counties that a shape lies in."""

from __future__ import annotations

from functools import cache

import shapely

from kuanggui.spatial.divisions.outlines import INVENTED_CODES, DivisionLevel, Outline, outlines, outlines_within


def counties_under(shape: shapely.Geometry) -> tuple[str, ...]:
    """Codes of the counties that share ground with a shape in degrees on CGCS2000, invented ones among them."""
    tree, counties = _all()
    return tuple(sorted(counties[k].adcode for k in tree.query(shape, predicate="intersects")))


@cache
def _all() -> tuple[shapely.STRtree, tuple[Outline, ...]]:
    counties = (*outlines(DivisionLevel.COUNTY), *outlines_within(f"{INVENTED_CODES}0000"))
    return shapely.STRtree([county.shape for county in counties]), counties


def covers(adcode: str, county: str) -> bool:
    """Whether a division of any level holds a county."""
    return county.startswith(adcode.removesuffix("00").removesuffix("00"))
