"""Sides without a partner.

In a clean coverage every side inside it belongs to two features, so faults between features can only be where a side has
no partner with the same two ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kuanggui.spatial.arrays import Flags, Floats, Integers
from kuanggui.spatial.plane import GRID
from kuanggui.spatial.prepared import Prepared


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Sides on the kernel's plane: the feature each belongs to, and both ends, shape (n, 2)."""

    feature: Integers
    start: Floats
    end: Floats

    def __len__(self) -> int:
        return len(self.feature)


def find_single_sides(layer: Prepared) -> Sides:
    """The sides of a layer that have no partner."""
    table = layer.polygons
    inner = np.ones(len(table.x), dtype=np.bool_)
    inner[table.ring_starts[1:] - 1] = False
    first = np.flatnonzero(inner)
    first = first[_lack_partner(table.x[first], table.y[first], table.x[first + 1], table.y[first + 1])]
    rows = np.searchsorted(table.vertex_starts, first, side="right") - 1
    return Sides(
        np.asarray(rows if layer.origin is None else layer.origin[rows], dtype=np.int64),
        np.column_stack([table.x[first], table.y[first]]),
        np.column_stack([table.x[first + 1], table.y[first + 1]]),
    )


def find_edge_features(layer: Prepared) -> Integers:
    """Features with a side that lacks a partner, and those that meet an end of such a side.

    Together they are all that lies around the ground that no feature covers.
    """
    sides = find_single_sides(layer)
    table = layer.polygons
    ends = np.unique(_hash(*np.concatenate([sides.start, sides.end]).T))
    meeting = np.flatnonzero(np.isin(_hash(table.x, table.y), ends))
    rows = np.unique(np.searchsorted(table.vertex_starts, meeting, side="right") - 1)
    return np.asarray(rows if layer.origin is None else np.unique(layer.origin[rows]), dtype=np.int64)


def _lack_partner(ax: Floats, ay: Floats, bx: Floats, by: Floats) -> Flags:
    one, two = _hash(ax, ay), _hash(bx, by)
    keys = np.minimum(one, two) * np.uint64(0x9E3779B97F4A7C15) ^ np.maximum(one, two)
    order = np.argsort(keys)
    same = np.diff(keys[order]) == 0
    alone = np.empty(len(keys), dtype=np.bool_)
    alone[order] = ~(np.append(same, False) | np.append(False, same))
    return alone


def _hash(x: Floats, y: Floats) -> NDArray[np.uint64]:
    east, north = (np.round(values / GRID).astype(np.int64).view(np.uint64) for values in (x, y))
    mixed = east * np.uint64(0xD6E8FEB86659FD93) ^ north * np.uint64(0xA0761D6478BD642F)
    return np.asarray((mixed ^ mixed >> np.uint64(32)) * np.uint64(0xE7037ED1A0B428DB))
