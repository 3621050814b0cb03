"""Which columns of a table hold what: from its header, or by the sizes of the numbers where it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from kuanggui.spatial.formats.datum import Datum, find_datum
from kuanggui.spatial.formats.notation import clean, has_signs
from kuanggui.spatial.formats.rows import Row, fill_right
from kuanggui.spatial.formats.words import find_role


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns of coordinates, and the datum that a heading over them names."""

    first: int
    second: int
    datum: Datum | None = None


@dataclass(slots=True)
class Columns:
    """One block of columns: corner numbers, pairs of coordinates, and what else stands there, by role."""

    pairs: list[Pair] = field(default_factory=list)
    roles: dict[str, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)

    def get(self, row: Row, role: str) -> str:
        """The cell of a role, empty where there is none."""
        return cell_of(row, self.roles[role]) if role in self.roles else ""


def cell_of(row: Row, column: int) -> str:
    """A cell of a row that may be shorter than its header."""
    return row.cells[column].strip() if column < len(row.cells) else ""


def read_header(row: Row, above: Row | None) -> list[Columns]:
    """Blocks of columns that a header names, from left to right; none when the row is no header."""
    roles = [find_role(cell) for cell in row.cells]
    if sum(role in {"plane", "degrees"} for role in roles) < 2:
        return []
    headings = fill_right(above.cells) if above is not None else []
    blocks, open_pair = [Columns()], None
    for column, role in enumerate(roles):
        block = blocks[-1]
        if role in {"plane", "degrees"}:
            if open_pair is not None and open_pair[1] == role:
                heading = " ".join([*headings[column : column + 1], row.cells[column]])
                block.pairs.append(Pair(open_pair[0], column, find_datum(heading)))
                open_pair = None
            else:
                open_pair = (column, role)
        elif role == "label" and block.pairs:
            blocks.append(Columns(roles={"label": column}))
        elif role:
            block.roles[role] = column
        elif row.cells[column].strip():
            block.others[row.cells[column].strip()] = column
    return _share_parcel([block for block in blocks if block.pairs])


def _share_parcel(blocks: list[Columns]) -> list[Columns]:
    """Blocks side by side continue one list of corners, so the name of the range holds for all of them."""
    for block in blocks[1:]:
        for role in ("parcel", "highest", "lowest"):
            if role in blocks[0].roles:
                block.roles.setdefault(role, blocks[0].roles[role])
    return blocks


def guess_columns(rows: Sequence[Row]) -> list[Columns]:
    """The block of a table without a header, by the sizes of its numbers; none when no two neighbours fit."""
    width = min((len(row.cells) for row in rows), default=0)
    labelled = width > 2 and _are_labels([cell_of(row, 0) for row in rows])
    for one, other in pairwise(range(int(labelled), width)):
        first, second = ([cell_of(row, column) for row in rows] for column in (one, other))
        if _fit(first, second) or _fit(second, first):
            roles = {"label": one - 1} if one else {}
            if other + 1 < width:
                roles["height"] = other + 1
            if one == 2:
                roles |= {"label": 0, "ring": 1}
            return [Columns([Pair(one, other)], roles)]
    return []


def _are_labels(texts: Sequence[str]) -> bool:
    """Names, or numbers that count on."""
    numbers = [_number(text) for text in texts]
    if any(number is None for number in numbers):
        return not any(has_signs(text) for text in texts)
    return all(number == int(number or 0) and (number or 0) < 100_000 for number in numbers) and len(set(texts)) > 1


def _fit(eastings: Sequence[str], northings: Sequence[str]) -> bool:
    east, north = (_sizes(texts) for texts in (eastings, northings))
    return bool((east & {"lon", "zone", "whole_lon"}) and (north & {"lat", "north", "whole_lat"})) or (
        "metres" in east and "north" in north
    )


def _sizes(texts: Sequence[str]) -> set[str]:
    """What all numbers of a column could be."""
    if any(has_signs(text) for text in texts):
        return {"lon", "lat"}  # those without are refused with their row when they are read
    numbers = [_number(text) for text in texts]
    bounds = {
        "lon": (70, 141), "lat": (0, 60), "zone": (13_000_000, 46_000_000), "north": (1_000_000, 6_000_000),
        "metres": (10_000, 1_000_000), "whole_lon": (700_000, 1_410_000), "whole_lat": (0, 600_000),
    }  # fmt: skip
    return {
        name
        for name, (low, high) in bounds.items()
        if numbers and all(number is not None and low <= number < high for number in numbers)
    }


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(clean(text))
    except InvalidOperation:
        return None
