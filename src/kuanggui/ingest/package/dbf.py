"""The head of a .dbf file, and whether its texts are characters: what GDAL does not tell (dBase III layout)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kuanggui.errors import UnreadableFileError
from kuanggui.model.package import Damage, FieldSeen

_HEAD = struct.Struct("<4xIHH17xB2x")
_FIELD = struct.Struct("<11sc4xBB14x")
_END_OF_FIELDS = 0x0D
_GBK_DRIVER = 0x4D
_TYPES = {"C": "text", "D": "date", "I": "integer", "L": "other", "M": "text"}
_ROWS_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Column:
    """A field and where its bytes stand in a row."""

    field: FieldSeen
    start: int
    is_text: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The head of a table: rows, where they begin, their length in bytes, and its columns; `code_page` is empty where none is claimed."""

    path: Path
    rows: int
    begins: int
    row_bytes: int
    code_page: str
    columns: tuple[Column, ...]


def read_head(path: Path) -> Table:
    """Raises UnreadableFileError when the head is cut short or makes no sense."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD.size)
        if len(head) < _HEAD.size:
            raise UnreadableFileError(f"{path.name}：属性表不完整；请重新导出")
        rows, begins, row_bytes, driver = _HEAD.unpack(head)
        descriptors = stream.read(max(0, begins - _HEAD.size))
    columns = tuple(_columns(descriptors))
    if not columns or columns[-1].start + (columns[-1].field.length or 0) > row_bytes:
        raise UnreadableFileError(f"{path.name}：属性表的字段与行长对不上；请重新导出")
    return Table(path, rows, begins, row_bytes, "GBK" if driver == _GBK_DRIVER else "", columns)


def _columns(descriptors: bytes) -> Iterator[Column]:
    start = 1  # the first byte of a row says whether it is deleted
    for at in range(0, len(descriptors) - _FIELD.size + 1, _FIELD.size):
        if descriptors[at] == _END_OF_FIELDS:
            return
        raw, kind, length, decimals = _FIELD.unpack_from(descriptors, at)
        name = raw.split(b"\0")[0].decode("gb18030", "replace")
        letter = kind.decode("ascii", "replace")
        yield Column(_field(name, letter, length, decimals), start, letter == "C")
        start += length


def _field(name: str, letter: str, length: int, decimals: int) -> FieldSeen:
    if letter in "NF":
        return FieldSeen(name, "decimal" if decimals else "integer", length, decimals)
    return FieldSeen(name, _TYPES.get(letter, "other"), length)


def find_damage(table: Table, claimed: str, others: Sequence[str]) -> Damage | None:
    """The first text that is none in the claimed encoding, and the first of the others in which all texts are; None if all is well."""
    place = _first_bad(table, claimed)
    if place is None:
        return None
    fitting = next((other for other in others if other != claimed and _first_bad(table, other) is None), "")
    return Damage(place[0], place[1], claimed, fitting)


def _first_bad(table: Table, encoding: str) -> tuple[int, str] | None:
    texts = [column for column in table.columns if column.is_text]
    for number, row in _rows(table):
        for column in texts:
            raw = row[column.start : column.start + (column.field.length or 0)]
            if not raw.isascii() and not _decodes(raw.rstrip(b" \0"), encoding):
                return number, column.field.code
    return None


def _rows(table: Table) -> Iterator[tuple[int, bytes]]:
    with table.path.open("rb") as stream:
        stream.seek(table.begins)
        for first in range(0, table.rows, _ROWS_AT_ONCE):
            chunk = stream.read(table.row_bytes * _ROWS_AT_ONCE)
            for index in range(len(chunk) // table.row_bytes):
                yield first + index + 1, chunk[index * table.row_bytes : (index + 1) * table.row_bytes]


def _decodes(raw: bytes, encoding: str) -> bool:
    """A field of fixed length may cut the last character in two, which is no sign of another encoding."""
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        return (
            error.end == len(raw)
            and error.start >= len(raw) - 3
            and error.start > 0
            and _decodes(raw[: error.start], encoding)
        )
    except LookupError:
        return False
    return True
