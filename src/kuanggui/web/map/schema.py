"""What the routes of the map answer and take."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]


class MapFeature(BaseModel):
    """A GeoJSON feature, longitude and latitude in degrees on CGCS2000; without a geometry if it was never drawn."""

    type: Literal["Feature"]
    id: str
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class MapLayer(BaseModel):
    """A GeoJSON collection."""

    type: Literal["FeatureCollection"]
    features: list[MapFeature]


class MeasureOrder(BaseModel):
    """Corners in degrees, longitude first; a closed line without its first corner repeated has an area."""

    points: list[tuple[Longitude, Latitude]] = Field(min_length=2, max_length=10_000)
    closed: bool = False


class CornerText(BaseModel):
    """Corners as somebody has them: a table, a register's string, degrees in any notation, plane coordinates."""

    text: str = Field(min_length=1, max_length=200_000)
