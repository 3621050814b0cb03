"""Use case: list what is wrong with the shapes of a layer, or between two layers, each fault with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from kuanggui.app.stock import Stock
from kuanggui.errors import InputError
from kuanggui.spatial.layer.catalogue import list_layers
from kuanggui.spatial.layer.opened import Layer
from kuanggui.spatial.layer.sources import GEOMETRY, open_source
from kuanggui.spatial.layer.writing import TABLE
from kuanggui.spatial.polygons import Polygons, from_wkb, join_polygons
from kuanggui.spatial.prepared import Prepared, prepare_layer
from kuanggui.spatial.topology.fault import Fault, Limits, Problem
from kuanggui.spatial.topology.gaps import find_gaps, find_near_gaps
from kuanggui.spatial.topology.overlaps import find_overlaps
from kuanggui.spatial.topology.validity import find_faults


def inspect_catalogue(stock: Stock, limits: Limits) -> Iterator[tuple[str, list[Problem]]]:
    """Every polygon layer of a stock with its faults; features are numbered as in the snapshot."""
    for folder, record in list_layers(stock.layers):
        if record.geometry == "polygon":
            layer = Layer(folder, record)
            yield layer.name, [*_inspect_features(folder / TABLE, limits), *inspect_neighbours(layer.prepared, limits)]


def inspect_pair(stock: Stock, one: str, other: str, limits: Limits) -> list[Problem]:
    """Overlaps and near misses between two polygon layers: `feature` is of the first, `other` of the second.

    Raises InputError for a layer that is not there, or has no polygons.
    """
    first, second = (_find_polygons(stock, name) for name in (one, other))
    overlaps = find_overlaps(first.prepared, second.prepared, limits)
    near = find_near_gaps(first.prepared, second.prepared, limits)
    known = {(problem.feature, problem.other) for problem in near}
    back = [_turned(problem) for problem in find_near_gaps(second.prepared, first.prepared, limits)]
    return [*overlaps, *near, *(problem for problem in back if (problem.feature, problem.other) not in known)]


def _turned(problem: Problem) -> Problem:
    """The same between the features the other way round."""
    assert problem.other is not None
    return replace(problem, feature=problem.other, other=problem.feature)


def _find_polygons(stock: Stock, name: str) -> Layer:
    known = {record.name: Layer(folder, record) for folder, record in list_layers(stock.layers)}
    if name not in known:
        raise InputError(f"{stock.layers}：没有图层 {name}；有：{'、'.join(known) or '无'}")
    if known[name].geometry != "polygon":
        raise InputError(f"{stock.layers}：图层 {name} 不是面图层；请换一个面图层")
    return known[name]


def inspect_file(path: Path, limits: Limits) -> list[Problem]:
    """Faults of a file of polygons before it becomes a layer; features are numbered from 0 in the order of the file."""
    problems = _inspect_features(path, limits)
    broken = {Fault.UNCLOSED, Fault.SELF_CROSSING, Fault.HOLE_OUTSIDE, Fault.INVALID}
    if any(problem.fault in broken for problem in problems):
        return problems  # neighbours of broken shapes cannot be judged
    tables = list(_read_batches(path))
    return [*problems, *inspect_neighbours(prepare_layer(join_polygons(tables)), limits)] if tables else problems


def inspect_neighbours(layer: Prepared, limits: Limits) -> list[Problem]:
    """Overlaps, gaps and near misses inside a layer."""
    checks = (find_overlaps(layer, None, limits), find_gaps(layer, limits), find_near_gaps(layer, None, limits))
    return [problem for problems in checks for problem in problems]


def _inspect_features(path: Path, limits: Limits) -> list[Problem]:
    """Batch after batch, so that memory stays bounded."""
    problems, before = [], 0
    for table in _read_batches(path):
        for found in find_faults(table, limits):
            problems.append(Problem(found.fault, found.feature + before, found.lon, found.lat, found.size, found.other))
        before += len(table)
    return problems


def _read_batches(path: Path) -> Iterator[Polygons]:
    before = 0
    with open_source(path) as source:
        for batch in source.batches:
            values = np.asarray(batch.column(GEOMETRY).to_pylist(), dtype=object)
            lost = shapely.is_missing(shapely.from_wkb(values, on_invalid="ignore")) & (values != None)  # noqa: E711
            if lost.any():
                row = before + int(np.argmax(lost)) + 1
                raise InputError(f"{path}：第 {row} 行的几何无法解析（如首尾不闭合）；请重新导出该图层")
            yield from_wkb(values, source.crs)
            before += len(values)
