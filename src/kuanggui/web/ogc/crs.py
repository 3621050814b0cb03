"""Reference systems of the interface. CRS84 has the longitude first, EPSG:4490 (CGCS2000) the latitude.

Coordinates of the register are CGCS2000; CRS84 stands for the same degrees in the other order, as China's geographic data are exchanged.
"""

from __future__ import annotations

import re
from enum import StrEnum

import shapely

from kuanggui.app.public.layers import Item
from kuanggui.model.feature import Window

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


class Crs(StrEnum):
    """A reference system by its address."""

    CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    CGCS2000 = "http://www.opengis.net/def/crs/EPSG/0/4490"

    @property
    def latitude_first(self) -> bool:
        """Whether the latitude comes first."""
        return self is Crs.CGCS2000


def turned(item: Item, crs: Crs) -> Item:
    """The item with its coordinates in the order of a reference system."""
    if item.shape is None or not crs.latitude_first:
        return item
    return Item(item.id, shapely.transform(item.shape, lambda pairs: pairs[:, ::-1]), item.properties)


def read_windows(text: str, crs: Crs) -> tuple[Window, ...]:
    """A bounding box of four numbers, or six with heights; two windows where it crosses 180°. Raises ValueError."""
    numbers = [_number(part) for part in text.split(",")]
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4:
        raise ValueError(text)
    west, south, east, north = numbers
    if crs.latitude_first:
        west, south, east, north = south, west, north, east
    if not (-90 <= south <= north <= 90 and abs(west) <= 180 and abs(east) <= 180):
        raise ValueError(text)
    if west <= east:
        return (Window(west, south, east, north),)
    return Window(west, south, 180, north), Window(-180, south, east, north)


def _number(text: str) -> float:
    """A number as JSON or a person writes it; Python would take 1_0 and nan, too."""
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    return float(text)
