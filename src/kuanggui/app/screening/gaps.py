"""Use case: gap and corner resources between the mining rights of a stock, as a list and as a layer."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import shapely

from kuanggui.app.screening.themes import open_themes
from kuanggui.app.stock import Stock
from kuanggui.checks.screening.extract import settings_of
from kuanggui.checks.screening.gap_resources import Gap, find_gaps
from kuanggui.errors import InputError
from kuanggui.ingest.screening.values import convert
from kuanggui.regulation.law import Law
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import join_polygons

KIND = "mining_right"


def gaps_of(stock: Stock, as_of: date, region: str | None = None, kind: str = KIND) -> list[Gap]:
    """The gaps between the rights of a kind; raises InputError when there are none in the stock, or no such region."""
    law, code = Law(as_of), convert("region", region, "--region") if region else None
    layers = open_themes(stock, as_of, settings_of(law)).layers(kind)
    rights = [feature for layer in layers for feature in layer.features()]
    if not rights:
        raise InputError(f"没有图层 {kind}；请先用 kuanggui layer add --kind {kind} 入库")
    ranges = [to_crs(layer.polygons(range(len(layer.attributes))), GEOGRAPHIC) for layer in layers]
    return find_gaps(rights, join_polygons(ranges), law, code)


def gap_record(gap: Gap) -> dict[str, Any]:
    """The figures of a gap as plain data."""
    return {
        "area_m2": round(gap.area_m2, 2),
        "basic_blocks": round(gap.basic_blocks, 4),
        "nearest_m": round(gap.nearest_m, 2),
        "rights": list(gap.rights),
        "holders": list(gap.holders),
        "bottom_m": str(gap.heights[0]) if gap.heights else None,
        "top_m": str(gap.heights[1]) if gap.heights else None,
        "agreement": gap.agreement,
        "ruling": gap.ruling,
    }


def gaps_geojson(gaps: list[Gap]) -> dict[str, Any]:
    """The gaps as a layer in longitude and latitude (CGCS2000)."""
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(gap.shape)),
            "properties": {"name": f"夹缝{number}"} | gap_record(gap),
        }
        for number, gap in enumerate(gaps, 1)
    ]
    return {"type": "FeatureCollection", "features": features}
