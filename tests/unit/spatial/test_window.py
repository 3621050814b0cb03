"""Windows are held against a tree of boxes all at once, and find what each would find alone."""

import numpy as np
import pytest

from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.tree import build_tree_of_boxes
from kuanggui.spatial.window import find_pairs, find_rows, meet


def _boxes(random: np.random.Generator, number: int, largest: float) -> Floats:
    corner, size = random.uniform(0, 100, (number, 2)), random.uniform(0, largest, (number, 2))
    return np.hstack([corner, corner + size])


@pytest.mark.parametrize("features", [1, 3, 4, 5, 64, 1001])
def test_windows_find_the_boxes_they_meet(features: int) -> None:
    random = np.random.default_rng(features)
    boxes, windows = _boxes(random, features, 5), _boxes(random, 40, 12)
    boxes[::7] = np.nan  # empty features
    tree = build_tree_of_boxes(boxes)
    window, rows = find_pairs(tree, windows)
    expected = np.nonzero(np.array([meet(boxes, one) for one in windows]))
    assert (window.tolist(), rows.tolist()) == tuple(column.tolist() for column in expected)
    assert [find_rows(tree, one).tolist() for one in windows] == [rows[window == k].tolist() for k in range(40)]


def test_boxes_that_only_touch_count_and_no_window_finds_nothing() -> None:
    tree = build_tree_of_boxes(np.array([[0.0, 0.0, 1.0, 1.0], [2.0, 0.0, 3.0, 1.0]]))
    assert find_rows(tree, np.array([1.0, 1.0, 1.5, 1.5])).tolist() == [0]
    assert [len(column) for column in find_pairs(tree, np.empty((0, 4)))] == [0, 0]
