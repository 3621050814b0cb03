"""Reading features from any vector file that GDAL or Arrow reads, in bounded memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from kuanggui.errors import InputError
from kuanggui.ingest.features.values import read_adcodes, read_area, read_minerals, said
from kuanggui.ingest.features.words import FieldWords, field_words
from kuanggui.model.feature import Feature, FeatureStatus, GeometryMark, Shape, SourceRow
from kuanggui.spatial.crs import Crs, check_extent
from kuanggui.spatial.layer.sources import GEOMETRY, open_source

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was not understood: the row from 1, the field, and what stands there."""

    row: int
    field: str
    words: str


@dataclass(slots=True)
class Reading:
    """What was noticed while features were read: the column of every field, doubts, and rows without geometry."""

    sha256: str
    columns: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    without_geometry: int = 0


def read_features(
    path: Path, pattern: Feature, mark: GeometryMark, own: Path | None = None
) -> tuple[Reading, Iterator[Feature]]:
    """A stream of features like `pattern` (its kind, status and level), with what the file says of each, and what was noticed.

    The second part is to be read to its end before the first says all. Raises UnreadableFileError and InputError.
    """
    reading = Reading(_hash(path))
    return reading, _stream(path, pattern, mark, field_words(own), reading)


def _hash(path: Path) -> str:
    """The SHA-256 of a file; of a folder (FileGDB) that of its files in order."""
    digest = hashlib.sha256()
    parts = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    for part in parts:
        try:
            with part.open("rb") as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
        except OSError as error:
            raise InputError(f"{path}：读不出（{error.strerror}）；请核对路径和权限") from error
    return digest.hexdigest()


def _stream(path: Path, pattern: Feature, mark: GeometryMark, words: FieldWords, reading: Reading) -> Iterator[Feature]:
    row = 0
    with open_source(path) as source:
        for batch in source.batches:
            names = tuple(name for name in batch.schema.names if name != GEOMETRY)
            reading.columns = words.assign(names)
            shapes = _shapes(batch, source.crs, mark, path.name)
            for cells, shape in zip(batch.select(names).to_pylist(), shapes, strict=True):
                row += 1
                reading.without_geometry += shape.wkb is None
                home = replace(pattern, shape=shape, source=SourceRow(path.name, reading.sha256, row))
                yield _feature(home, cells, words, reading)


def _shapes(batch: pa.RecordBatch, crs: Crs, mark: GeometryMark, name: str) -> list[Shape]:
    geometries = shapely.from_wkb(np.array(batch.column(GEOMETRY).to_pylist(), dtype=object))
    there = ~(shapely.is_missing(geometries) | shapely.is_empty(geometries))
    corners = shapely.get_coordinates(geometries[there])
    check_extent(corners[:, 0], corners[:, 1], crs, f"{name} 的坐标")
    if not crs.is_geographic:
        geometries = shapely.transform(geometries, lambda xy: np.column_stack(crs.to_degrees(xy[:, 0], xy[:, 1])))
    wkb = shapely.to_wkb(shapely.force_2d(geometries), byte_order=1)
    return [Shape(mark, each) if drawn else Shape() for each, drawn in zip(wkb, there, strict=True)]


def _feature(pattern: Feature, cells: dict[str, Any], words: FieldWords, reading: Reading) -> Feature:
    columns = reading.columns
    texts = {name: said(cells[column]) for name, column in columns.items()}
    minerals, unknown = read_minerals(texts.get("minerals", ""))
    assert pattern.source is not None
    row = pattern.source.row or 0
    reading.doubts += [Doubt(row, columns["minerals"], word) for word in unknown]
    status = _status(pattern, texts.get("status", ""), words, reading)
    number = texts.get("number") or None
    used = {column for name, column in columns.items() if not (name == "minerals" and unknown)}
    return replace(
        pattern,
        id=number or f"{pattern.kind.value}/{row}",
        name=texts.get("name") or number or f"{row}",
        number=number,
        status=status,
        minerals=minerals,
        adcodes=read_adcodes(texts.get("adcodes", ""), texts.get("region", "")) or pattern.adcodes,
        stated_area_km2=read_area(texts.get("stated_area_km2", "")),
        attributes=tuple(
            sorted((name, text) for name, cell in cells.items() if name not in used and (text := said(cell)))
        ),
    )


def _status(pattern: Feature, text: str, words: FieldWords, reading: Reading) -> FeatureStatus:
    if text and text not in words.statuses:
        assert pattern.source is not None
        reading.doubts.append(Doubt(pattern.source.row or 0, reading.columns["status"], text))
    return words.statuses.get(text, pattern.status)
