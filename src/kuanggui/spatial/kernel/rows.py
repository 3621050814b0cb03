"""Result rows of the walk: runs of features wholly inside a block, and single features with a measured area."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kuanggui.spatial.arrays import Floats, Indices, Integers
from kuanggui.spatial.compiled import bare, compiled, inlined


class Rows(NamedTuple):
    """Columns: first feature, one past the last, and the area; a negative area stands for each feature's whole area."""

    first: Indices
    last: Indices
    area_m2: Floats


@compiled
def make_rows(size: int) -> Rows:
    """Columns for this many rows."""
    return Rows(np.empty(size, dtype=np.int32), np.empty(size, dtype=np.int32), np.empty(size))


@compiled
def enlarge_rows(rows: Rows, count: int) -> Rows:
    """Columns of twice the length with the first `count` rows in them."""
    more = make_rows(2 * len(rows.first))
    for k in range(count):
        more.first[k], more.last[k], more.area_m2[k] = rows.first[k], rows.last[k], rows.area_m2[k]
    return more


@inlined
def put_row(rows: Rows, count: int, first: int, last: int, area_m2: float) -> None:
    """Write one row; nothing happens when the columns are full."""
    if count < len(rows.first):
        rows.first[count], rows.last[count], rows.area_m2[count] = first, last, area_m2


@bare
def expand_rows(
    rows: Rows, row_ends: Integers, first_block: int, whole_m2: Floats, block: Indices, feature: Indices, area: Floats
) -> None:
    """Write one line a pair of block and feature into the result columns, which have the right length."""
    place, row = 0, 0
    for number in range(len(row_ends)):
        while row < row_ends[number]:
            for k in range(rows.first[row], rows.last[row]):
                block[place], feature[place] = first_block + number, k
                area[place] = rows.area_m2[row] if rows.area_m2[row] >= 0 else whole_m2[k]
                place += 1
            row += 1
