"""Features of a layer as a stream, whatever the format, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyogrio

from kuanggui.errors import UnreadableFileError
from kuanggui.model.package import Feature, Value

BATCH = 2000


@dataclass(frozen=True, slots=True)
class FeatureSource:
    """Where features come from; `renamed` gives the standard code for names that differ. Each call begins anew."""

    path: Path
    layer: str | None
    encoding: str | None
    renamed: Mapping[str, str]

    def __call__(self) -> Iterator[Feature]:
        """Raises UnreadableFileError with the row at which reading broke off."""
        number = 0
        try:
            for feature in self._features():
                number = feature.number
                yield feature
        except (
            pyogrio.errors.DataSourceError,
            pyogrio.errors.DataLayerError,
            pa.ArrowException,
            ValueError,
            RuntimeError,
        ) as error:
            why = str(error).strip().split("\n")[0][:120]
            raise UnreadableFileError(f"{self.path.name}：第 {number + 1} 行起读不下去（{why}）；请重新导出") from error

    def _features(self) -> Iterator[Feature]:
        options: dict[str, Any] = {"encoding": self.encoding} if self.encoding else {}
        with pyogrio.open_arrow(self.path, layer=self.layer, batch_size=BATCH, use_pyarrow=True, **options) as (
            meta,
            reader,
        ):
            column = meta["geometry_name"] or "wkb_geometry"
            first = 1
            for batch in reader:
                yield from self._of(batch, column, first)
                first += batch.num_rows

    def _of(self, batch: pa.RecordBatch, geometry: str, first: int) -> Iterator[Feature]:
        columns = {name: batch.column(name).to_pylist() for name in batch.schema.names}
        shapes = columns.pop(geometry, None) or [None] * batch.num_rows
        for index in range(batch.num_rows):
            values = {self.renamed.get(name, name): _value(cells[index]) for name, cells in columns.items()}
            yield Feature(first + index, values, shapes[index])


def _value(cell: Any) -> Value:
    if isinstance(cell, float):
        return Decimal(repr(cell)) if isfinite(cell) else None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, str):
        return cell if cell.strip() else None  # a .dbf cannot tell an empty text from none
    if cell is None or isinstance(cell, int | Decimal | date):
        return cell
    return str(cell)
