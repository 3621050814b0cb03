"""The walk down a layer's tree of boxes with one block after the other.

Each box is met with the list of block sides that may enter it. No side left: the box lies wholly inside or wholly
outside, and with it every feature below, which is one range because the tree is packed. Some left: its children are met
with the shorter list, down to single features, whose area in the block is integrated. Which of the two an empty box is
follows from its parent's corner by counting the sides that cross the path between the two corners.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kuanggui.spatial.arrays import Bytes, Floats, Integers
from kuanggui.spatial.compiled import bare, compiled, inlined
from kuanggui.spatial.kernel.caps import ROWS as CAP_ROWS
from kuanggui.spatial.kernel.caps import build_caps
from kuanggui.spatial.kernel.integral import ROWS as RUN_ROWS
from kuanggui.spatial.kernel.integral import integrate
from kuanggui.spatial.kernel.rows import Rows, enlarge_rows, make_rows, put_row
from kuanggui.spatial.kernel.shapes import Shapes, Tree
from kuanggui.spatial.kernel.sides import collect_sides, sift_sides

WHOLE = -1.0


CHILD, CHILD_END, FIRST_SIDE, LAST_SIDE, INSIDE = range(5)
"""Rows of a desk's frames."""


class Desk(NamedTuple):
    """Working space of one walk.

    Per level of the tree, `frames` holds the next child to meet, one past the last, the list of sides, and whether the
    corner lies inside; `corners` holds that corner.
    """

    sides: Floats
    marks: Bytes
    caps: Floats
    runs: Floats
    box: Floats
    frames: Integers
    corners: Floats


@compiled
def make_desk(levels: int, block_sides: int, feature_sides: int) -> Desk:
    """Working space for blocks and features of at most these sizes."""
    return Desk(
        np.empty((4, block_sides * (levels + 1) + 1)),
        np.empty(block_sides, dtype=np.uint8),
        np.empty((CAP_ROWS, 2 * block_sides + 2)),
        np.empty((RUN_ROWS, feature_sides)),
        np.empty(4),
        np.zeros((5, levels), dtype=np.int64),
        np.zeros((2, levels)),
    )


@inlined
def clip_box(box: Floats, boxes: Floats, node: int, block_box: Floats) -> bool:
    """Write the common part of a node's box and the block's box; false if they do not overlap."""
    box[0], box[1] = max(boxes[node, 0], block_box[0]), max(boxes[node, 1], block_box[1])
    box[2], box[3] = min(boxes[node, 2], block_box[2]), min(boxes[node, 3], block_box[3])
    return bool(box[0] < box[2] and box[1] < box[3])


@inlined
def is_whole(box: Floats, other: Floats) -> bool:
    """Whether two boxes are the same."""
    return bool(box[0] == other[0] and box[1] == other[1] and box[2] == other[2] and box[3] == other[3])


@inlined
def descend(desk: Desk, tree: Tree, level: int, node: int, first: int, last: int, inside: bool) -> None:
    """Lay out the children of a node on the level below, with their list of sides and the corner of the current box."""
    below = level - 1
    desk.frames[CHILD, below] = node * tree.fanout
    desk.frames[CHILD_END, below] = min((node + 1) * tree.fanout, tree.level_starts[level] - tree.level_starts[below])
    desk.frames[FIRST_SIDE, below], desk.frames[LAST_SIDE, below] = first, last
    desk.corners[0, below], desk.corners[1, below], desk.frames[INSIDE, below] = desk.box[0], desk.box[3], inside


@inlined
def find_run(tree: Tree, level: int, node: int) -> tuple[int, int]:
    """First feature below a node, and one past the last."""
    first, last = node, node + 1
    for _ in range(level):
        first, last = first * tree.fanout, last * tree.fanout
    return first, min(last, tree.level_starts[1])


@inlined
def measure_pair(
    desk: Desk, layer: Shapes, tree: Tree, feature: int, first: int, last: int, inside: bool
) -> tuple[float, float]:
    """Area of one feature in the block and its error bound; `WHOLE` when the feature lies wholly inside."""
    box = desk.box
    count, cut = build_caps(desk.caps, desk.sides, first, last, inside, box)
    if count == 0:
        return 0.0, 0.0
    if not cut and is_whole(box, tree.boxes[feature]):
        return WHOLE, 0.0
    return integrate(desk.runs, layer, feature, desk.caps, count, box[0], box[1])


class Task(NamedTuple):
    """Blocks and their boxes, the layer and its tree, the most vertices of one of its features, the smallest overlap."""

    blocks: Shapes
    block_boxes: Floats
    layer: Shapes
    tree: Tree
    feature_sides: int
    least_m2: float


@inlined
def begin(desk: Desk, task: Task, block: int) -> int:
    """Lay out the top level of the tree for a block; that level."""
    tree, box = task.tree, task.block_boxes[block]
    top = len(tree.level_starts) - 2
    desk.frames[CHILD, top], desk.frames[CHILD_END, top] = 0, tree.level_starts[top + 1] - tree.level_starts[top]
    desk.frames[FIRST_SIDE, top], desk.frames[LAST_SIDE, top] = 0, collect_sides(task.blocks, block, desk.sides)
    desk.corners[0, top], desk.corners[1, top], desk.frames[INSIDE, top] = box[0], box[3], False
    return top


@bare
def overlay_block(desk: Desk, task: Task, block: int, rows: Rows, count: int) -> int:
    """Write the overlaps of one block, features ascending, behind the first `count` rows; the new number of rows.

    When the columns are too short the number is still right, but the rows are not complete.
    """
    top = begin(desk, task, block)
    level, tree, box, block_box = top, task.tree, desk.box, task.block_boxes[block]
    while level <= top:
        node = desk.frames[CHILD, level]
        if node == desk.frames[CHILD_END, level]:
            level += 1
            continue
        desk.frames[CHILD, level] += 1
        if not clip_box(box, tree.boxes, tree.level_starts[level] + node, block_box):
            continue
        first, last = desk.frames[FIRST_SIDE, level], desk.frames[LAST_SIDE, level]
        if level > 0 and is_whole(box, block_box):
            descend(desk, tree, level, node, first, last, False)
            level -= 1
            continue
        end, odd = sift_sides(desk.sides, desk.marks, first, last, box, desk.corners[0, level], desk.corners[1, level])
        inside = (desk.frames[INSIDE, level] == 1) != odd
        if end == last:
            if inside:
                run, run_end = find_run(tree, level, node)
                put_row(rows, count, run, run_end, WHOLE)
                count += 1
        elif level > 0:
            descend(desk, tree, level, node, last, end, inside)
            level -= 1
        else:
            area, error = measure_pair(desk, task.layer, tree, node, last, end, inside)
            if area == WHOLE or area > max(task.least_m2, error):
                put_row(rows, count, node, node + 1, area)
                count += 1
    return count


@compiled
def overlay_blocks(first_block: int, last_block: int, task: Task) -> tuple[Rows, Integers]:
    """Overlaps of consecutive blocks with a layer: rows, and where each block's rows end.

    Overlaps not above the task's smallest one, or not above their own rounding error, are left out.
    """
    most = 1
    for block in range(first_block, last_block):
        first, last = task.blocks.feature_rings[block], task.blocks.feature_rings[block + 1]
        most = max(most, task.blocks.ring_starts[last] - task.blocks.ring_starts[first])
    desk = make_desk(len(task.tree.level_starts) - 1, most, task.feature_sides)
    ends = np.zeros(last_block - first_block + 1, dtype=np.int64)
    rows = make_rows(len(ends) + 4096)
    for number in range(last_block - first_block):
        count = overlay_block(desk, task, first_block + number, rows, ends[number])
        while count > len(rows.first):
            rows = enlarge_rows(rows, ends[number])
            count = overlay_block(desk, task, first_block + number, rows, ends[number])
        ends[number + 1] = count
    count = ends[-1]
    return Rows(rows.first[:count], rows.last[:count], rows.area_m2[:count]), ends[1:]
