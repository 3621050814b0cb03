"""Tables of rights from the registration database: the range of each right stands in a 区域坐标 string."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from openpyxl import load_workbook

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.spatial.formats.area_string import read_area_string
from kuanggui.spatial.polygons import Polygons

# Field code of the registration database, and the words that head the column where tables are exported with Chinese heads.
_RANGE = ("QYZB", "区域坐标")


@dataclass(frozen=True, slots=True, eq=False)
class Right:
    """A right: its row in the table from 1, its values by column, its range (None where the string cannot be read), and remarks."""

    row: int
    values: Mapping[str, str]
    polygons: Polygons | None
    remarks: tuple[str, ...] = field(default=())


def read_rights(path: Path) -> Iterator[Right]:
    """The rights of a CSV or XLSX table, row by row; raises UnreadableFileError without a 区域坐标 column."""
    rows = _csv(path) if path.suffix.lower() == ".csv" else _xlsx(path)
    head = [cell.strip() for cell in next(rows, [])]
    column = next((name for name in head if name.upper() == _RANGE[0] or _RANGE[1] in name), None)
    if column is None:
        raise UnreadableFileError(f"{path}：表头没有 {_RANGE[0]}（{_RANGE[1]}）列；请核对表头行")
    for number, cells in enumerate(rows, start=1):
        values = dict(zip(head, (*cells, *[""] * len(head)), strict=False))
        if any(values.values()):
            yield _right(number, values, values[column])


def _right(number: int, values: dict[str, str], text: str) -> Right:
    try:
        reading = read_area_string(text)
    except InputError as error:
        return Right(number, values, None, (str(error),))
    doubts = tuple(f"{doubt.where}：{doubt.text}" for doubt in reading.doubts)
    if np.isnan(reading.polygons.x).any():
        return Right(number, values, None, doubts)
    return Right(number, values, reading.polygons, doubts)


def _csv(path: Path) -> Iterator[list[str]]:
    content = _bytes(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield from csv.reader(io.StringIO(text))
        return
    raise UnreadableFileError(f"{path}：既不是 UTF-8 也不是 GBK 文字；请另存后再读")


def _xlsx(path: Path) -> Iterator[list[str]]:
    try:
        book = load_workbook(io.BytesIO(_bytes(path)), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise UnreadableFileError(f"{path}：不是可读的工作簿；请另存为 XLSX 或 CSV") from error
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield ["" if cell is None else str(cell).strip() for cell in row]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{path}：无法读取（{error.strerror}）；请检查路径和权限") from error
