"""Corners one by one from the rows of tables, with the ring and range they say they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mode

from kuanggui.errors import InputError
from kuanggui.spatial.formats.corner_columns import Columns, Pair, cell_of, guess_columns, read_header
from kuanggui.spatial.formats.datum import Datum
from kuanggui.spatial.formats.notation import has_signs
from kuanggui.spatial.formats.rows import Row, check_length
from kuanggui.spatial.formats.statements import Statements, find_name

_NUMBER = re.compile(r"[-+]?\d[\d.,]*$")
_HALF = re.compile(r"\d\.\d|\d{6}|[°º˚]")  # as only coordinates are written
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner as written: number, coordinates, the same in other columns if they stand there too, and where it belongs.

    `hole` is None where no flag says it; `run` counts the tables of a file, so that corners of two tables never share a ring.
    """

    label: str
    first: str
    second: str
    place: str
    run: int
    parcel: str = ""
    ring: str = ""
    hole: bool | None = None
    highest: str = ""
    lowest: str = ""
    check: tuple[str, str] | None = None
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class CornerTable:
    """All corners of a file and what the sentences around them say, per run where it differs."""

    corners: list[Corner] = field(default_factory=list)
    statements: Statements = field(default_factory=Statements)
    limits: dict[int, tuple[float | None, float | None]] = field(default_factory=dict)
    datum: Datum | None = None


def read_corners(rows: Sequence[Row]) -> CornerTable:
    """Corners of all tables; raises InputError with the row where a coordinate is missing, or when there is no table."""
    check_length(len(rows))
    table = CornerTable()
    strange: Row | None = None
    for run, (name, header, body) in enumerate(_find_runs(rows, table)):
        columns = header or _guess([row for row in body if len(row.cells) > 1 and _has_digits(row)])
        strange = strange or (None if columns else body[0])
        for block in columns:
            pair = _choose_pair(block.pairs)
            table.datum = table.datum or pair.datum
            table.corners.extend(_read_block(block, pair, body, run, name))
    _settle_last_limits(table)
    if not table.corners and strange is not None:
        raise InputError(f"{strange.place}：“{strange.text[:40]}”不像中国范围内的经纬度或平面坐标；请核对，每点一行")
    if not table.corners:
        raise InputError("没有找到拐点坐标；请给出带“点号、X、Y”或“点号、经度、纬度”表头的表，或每点一行的坐标")
    return table


def _guess(rows: Sequence[Row]) -> list[Columns]:
    """The columns that most rows have; raises InputError for a row that ends before its second coordinate."""
    usual = mode(len(row.cells) for row in rows) if rows else 0
    columns = guess_columns([row for row in rows if len(row.cells) >= usual])
    last = columns[0].pairs[0].second if columns else 0
    for row in rows:
        if len(row.cells) <= last:
            raise InputError(f"{row.place}：“{row.text[:40]}”里少一个坐标；请补上")
    return columns or guess_columns(rows)


def _settle_last_limits(table: CornerTable) -> None:
    """Limits behind the last table can only be its own, whatever stands between."""
    last = max((corner.run for corner in table.corners), default=0)
    if last + 1 in table.limits and last not in table.limits:
        table.limits[last] = table.limits.pop(last + 1)


def _find_runs(rows: Sequence[Row], table: CornerTable) -> Iterator[tuple[str, list[Columns], list[Row]]]:
    """Tables parted by headers, sentences and blank rows: name of the range, columns, rows."""
    name, number = "", 0
    header: list[Columns] = []
    body: list[Row] = []
    above: Row | None = None
    for row, below in pairwise([*rows, Row("", ()), Row("", ())]):
        sentence = _is_sentence(row)
        found = read_header(row, above) if sentence else []
        if sentence and not found and body and not _is_sentence(below):
            _refuse_half_a_corner(row)
        if sentence or row.is_blank:
            if body:
                yield name, header, body
                number, body, name = number + 1, [], ""
            if found:
                header = found
            elif not row.is_blank:
                name = _note_sentence(row, table, number, name) or name
            above = row
        else:
            body.append(row)
            above = row


def _refuse_half_a_corner(row: Row) -> None:
    """Raise InputError for a row between corners that has one coordinate and no words."""
    numbers = [cell for cell in row.cells if _looks_like_number(cell) and _HALF.search(cell)]
    if numbers and len(row.cells) > 1 and not _WORDS.search(row.text):
        raise InputError(f"{row.place}：“{row.text[:40]}”里只认出一个坐标（{numbers[0]}）；请补上或核对另一个")


def _note_sentence(row: Row, table: CornerTable, run: int, name: str) -> str:
    """Limits belong to the table above when it has none yet and no other range has been named since."""
    said = Statements().after(row.text)
    table.statements = table.statements.after(row.text)
    if said.highest_m is not None:
        belongs = run - 1 if run and run - 1 not in table.limits and not name else run
        table.limits[belongs] = (said.highest_m, said.lowest_m)
    return find_name(row.text)


def _is_sentence(row: Row) -> bool:
    """Whether a row holds words and no corner: fewer than two cells that are numbers or degrees."""
    return sum(_looks_like_number(cell) for cell in row.cells) < 2


def _looks_like_number(cell: str) -> bool:
    digits = sum(character.isdigit() for character in cell)
    return bool(_NUMBER.match(cell)) or (has_signs(cell) and 2 * digits >= len(cell))


def _has_digits(row: Row) -> bool:
    return any(character.isdigit() for cell in row.cells for character in cell)


def _choose_pair(pairs: Sequence[Pair]) -> Pair:
    """The pair on CGCS2000, else one without an older datum, else the first."""
    named = [pair for pair in pairs if pair.datum is Datum.CGCS2000]
    newer = [pair for pair in pairs if pair.datum is None or not pair.datum.is_older]
    return (named or newer or [*pairs])[0]


def _read_block(block: Columns, pair: Pair, rows: Sequence[Row], run: int, name: str) -> Iterator[Corner]:
    others = [other for other in block.pairs if other != pair and (other.datum is None or not other.datum.is_older)]
    parcel = name
    for row in rows:
        first, second = cell_of(row, pair.first), cell_of(row, pair.second)
        parcel = block.get(row, "parcel") or parcel
        if not first and not second:
            continue
        if not first or not second:
            raise InputError(f"{row.place}：只有一个坐标（{first or second}）；请补上另一个")
        flag = block.get(row, "flag")
        yield Corner(
            block.get(row, "label"), first, second, row.place, run, parcel, block.get(row, "ring"),
            flag in {"-1", "是"} if flag else None, block.get(row, "highest"), block.get(row, "lowest"), _check_cells(row, others),
            {header: cell_of(row, column) for header, column in block.others.items() if cell_of(row, column)},
        )  # fmt: skip


def _check_cells(row: Row, others: Sequence[Pair]) -> tuple[str, str] | None:
    for pair in others:
        first, second = cell_of(row, pair.first), cell_of(row, pair.second)
        if first and second:
            return first, second
    return None
