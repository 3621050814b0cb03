"""The table of a snapshot: rows by number or window, touching only the row groups that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.spatial.arrays import Floats, Integers

Window = tuple[float, float, float, float]
_EDGES = ("xmin", "ymin", "xmax", "ymax")


class LayerTable:
    """A Parquet file in Hilbert order with a `bbox` column. Its directory is read once; threads may share it."""

    def __init__(self, path: Path) -> None:
        """Read the directory; raises UnreadableFileError when the file is missing or damaged."""
        self.path = path
        try:
            self._metadata = pq.read_metadata(path)
        except (OSError, pa.ArrowInvalid) as error:
            raise UnreadableFileError(f"{path}：图层文件缺失或已损坏；请重新运行 layer add") from error

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self._metadata.schema.to_arrow_schema().names)

    @cached_property
    def starts(self) -> Integers:
        """First row of every row group, and one past the last."""
        sizes = [self._metadata.row_group(group).num_rows for group in range(self._metadata.num_row_groups)]
        return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)

    @cached_property
    def group_boxes(self) -> Floats:
        """Bounding box of every row group from the file's directory, shape (groups, 4); not-a-number for an empty one."""
        paths = [self._metadata.schema.column(column).path for column in range(self._metadata.num_columns)]
        columns = [paths.index(f"bbox.{edge}") for edge in _EDGES]
        boxes = np.full((self._metadata.num_row_groups, 4), np.nan)
        for group in range(len(boxes)):
            for edge, column in enumerate(columns):
                found = self._metadata.row_group(group).column(column).statistics
                if found is not None and found.has_min_max:
                    boxes[group, edge] = found.min if edge < 2 else found.max
        return boxes

    def find_groups(self, window: Window) -> Integers:
        """Row groups whose boxes meet a window."""
        return np.flatnonzero(_meet(self.group_boxes, window))

    def find(self, window: Window) -> Integers:
        """Rows whose boxes meet a window."""
        groups = self.find_groups(window)
        if not len(groups):
            return np.empty(0, dtype=np.int64)
        column = self._read(groups, ["bbox"])["bbox"].combine_chunks()
        boxes = np.column_stack([column.field(edge).to_numpy(zero_copy_only=False) for edge in _EDGES])
        rows = np.concatenate([np.arange(self.starts[group], self.starts[group + 1]) for group in groups])
        return np.asarray(rows[_meet(boxes, window)], dtype=np.int64)

    def take(self, rows: Sequence[int] | Integers, columns: Sequence[str]) -> pa.Table:
        """Some rows in the order given; raises InputError for a row that is not there."""
        wanted = np.asarray(rows, dtype=np.int64)
        if len(wanted) and (wanted.min() < 0 or wanted.max() >= self.starts[-1]):
            raise InputError(f"{self.path}：没有编号为 {wanted.max()} 的要素（共 {self.starts[-1]} 个）")
        owner = np.searchsorted(self.starts, wanted, side="right") - 1
        groups = np.unique(owner)
        before = np.concatenate([[0], np.cumsum(np.diff(self.starts)[groups])]).astype(np.int64)
        place = before[np.searchsorted(groups, owner)] + wanted - self.starts[owner]
        return self._read(groups, columns).take(pa.array(place))

    def _read(self, groups: Integers, columns: Sequence[str]) -> pa.Table:
        """A reader of its own for each call, so that threads do not meet in it."""
        with pq.ParquetFile(self.path, metadata=self._metadata, memory_map=True) as file:
            return file.read_row_groups(groups.tolist(), columns=list(columns))


def _meet(boxes: Floats, window: Window) -> Any:
    west, south, east, north = window
    return (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
