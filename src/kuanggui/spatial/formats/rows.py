"""Rows of cells, whatever they come from: lines of a text, a CSV file, a sheet, a table of a document."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kuanggui.errors import InputError
from kuanggui.spatial.formats.notation import clean

_MOST_ROWS = 200_000
_MOST_CELLS_IN_LINE = 500
_MOST_CHARACTERS_IN_LINE = 20_000
_BLANK_AFTER_SIGN = re.compile(
    r"(?<=[°º˚度′'’‘分])\s+(?=\d)(?!\d{1,3}\s*[°º˚度])|(?<=东经|北纬)[\s:]+(?=\d)|(?<=[XYxyLBlb北东][:=])\s+(?=\d)"
)
_LABEL_MARK = re.compile(r"^(\(?[A-Za-z]*\d{1,5}\)?)(?:、|\)|\.(?=\s))\s*(?=\S)")
_NAME_BEFORE_VALUE = re.compile(r"^(?:[A-Za-z]|[东北]|经度|纬度|点号?|纵坐标|横坐标)\s*[:=]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right, and where they stand for the user (第 12 行)."""

    place: str
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)

    @property
    def text(self) -> str:
        """All cells in one line, each once though it be merged over several."""
        return " ".join(dict.fromkeys(cell for cell in self.cells if cell))


def split_lines(text: str) -> list[Row]:
    """Rows of a text whose cells are parted by tabs, commas, semicolons or blanks; raises InputError for endless lines."""
    rows = []
    lines = text.splitlines()
    check_length(len(lines))
    for number, line in enumerate(lines, 1):
        if len(line) > _MOST_CHARACTERS_IN_LINE:
            raise InputError(f"第 {number} 行：有 {len(line)} 个字符，不像坐标表；请每点一行")
        cells = _split(clean(line))
        if len(cells) > _MOST_CELLS_IN_LINE:
            raise InputError(f"第 {number} 行：有 {len(cells)} 项，不像坐标表；请每点一行")
        rows.append(Row(f"第 {number} 行", tuple(_strip(cell) for cell in cells)))
    return rows


def check_length(rows: int) -> None:
    """Refuse tables far longer than any list of corners; raises InputError."""
    if rows > _MOST_ROWS:
        raise InputError(f"表格多于 {_MOST_ROWS} 行，不像一批范围；请用 kuanggui layer add 入库")


def _split(line: str) -> list[str]:
    line = _BLANK_AFTER_SIGN.sub("", line)
    if label := _LABEL_MARK.match(line):
        return [label.group(1), *_split(line[label.end() :])]
    if "\t" in line:
        return line.split("\t")
    if "," in line:
        return next(iter(csv.reader([line], skipinitialspace=True)), [])
    return re.split(r"[;|]\s*|\s+", line)


def _strip(cell: str) -> str:
    return _NAME_BEFORE_VALUE.sub("", cell.strip()).strip()


def fill_right(cells: Sequence[str]) -> list[str]:
    """Cells with blanks filled from the left, as headings over several columns are meant."""
    filled, last = [], ""
    for cell in cells:
        last = cell or last
        filled.append(last)
    return filled
