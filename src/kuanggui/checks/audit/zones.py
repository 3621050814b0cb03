"""Areas that stand by name in two boxes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.subjects import is_name_header, zone_stem
from kuanggui.model.box import Box, RowRole
from kuanggui.model.fact import Fact
from kuanggui.model.place import Place
from kuanggui.regulation import find_minerals, find_places, is_kind_of, is_within

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of a box with the name it bears; `stem` is the name without kind and minerals, `column` the column of the name."""

    box: str
    row: int
    column: int
    name: str
    stem: str
    minerals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Twins:
    """Two rows of different boxes that name one area, in reading order."""

    one: NamedRow
    other: NamedRow

    @property
    def same_name(self) -> bool:
        """Whether the names are equal to the letter."""
        return self.one.name == self.other.name


@once_per_case
def twins_of(case: AuditCase) -> Sequence[Twins]:
    """Rows of one place and mineral in two boxes; names that are not unique in their box are left out."""
    by_stem: dict[str, list[NamedRow]] = defaultdict(list)
    for box in case.reading.boxes:
        rows = [*_rows(box)]
        often = Counter((row.stem, row.minerals) for row in rows)
        for row in rows:
            if often[row.stem, row.minerals] == 1 and len(row.stem) >= SHORTEST:
                by_stem[row.stem].append(row)
    return [
        Twins(one, other)
        for rows in by_stem.values()
        for one, other in combinations(rows, 2)
        if one.box != other.box and akin(one.minerals, other.minerals)
    ]


def named_rows(case: AuditCase) -> Iterator[NamedRow]:
    """The rows of all boxes that bear a name."""
    for box in case.reading.boxes:
        yield from _rows(box)


def akin(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of minerals may be of one deposit: one of each is a kind of one of the other."""
    if not one or not other:
        return one == other
    return any(is_kind_of(a, b) or is_kind_of(b, a) for a in one for b in other)


def facts_of(case: AuditCase, row: NamedRow) -> Mapping[tuple[str, str, tuple[str, ...]], Fact]:
    """The facts of a row by attribute, dimension and scope."""
    return {
        (fact.attribute, fact.quantity.unit.dimension if fact.quantity.unit else "", fact.qualifiers): fact
        for fact in case.facts_in_box[row.box]
        if fact.row == row.row and fact.attribute
    }


def regions_of(case: AuditCase, row: NamedRow) -> tuple[frozenset[str], Place] | None:
    """The counties that a cell beside the name gives, and where; None when no cell does."""
    home = case.reading.region
    for column, text in _beside(case, row):
        codes = {m.division.code for m in find_places(text, home) if not m.embedded}
        inside = frozenset(code for code in codes if home and code != home and is_within(code, home))
        if inside:
            return inside, case.cell_place(case.boxes[row.box], row.row, column)
    return None


def minerals_of(case: AuditCase, row: NamedRow) -> tuple[frozenset[str], Place] | None:
    """The minerals that a cell beside the name gives, and where."""
    for column, text in _beside(case, row):
        codes = frozenset(match.mineral.code for match in find_minerals(text))
        if codes:
            return codes, case.cell_place(case.boxes[row.box], row.row, column)
    return None


def _beside(case: AuditCase, row: NamedRow) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(case.boxes[row.box].rows[row.row].cells):
        if column != row.column and cell.value and len(cell.value) <= 40:
            yield column, cell.value


def _rows(box: Box) -> Iterator[NamedRow]:
    names = [c for c, column in enumerate(box.columns) if is_name_header(column.name)]
    if not names:
        return
    for index, row in enumerate(box.rows):
        name = row.cells[names[0]].value if names[0] < len(row.cells) else ""
        if row.role is RowRole.DATA and name:
            minerals = frozenset(match.mineral.code for match in find_minerals(name))
            yield NamedRow(box.id, index, names[0], name, zone_stem(name), minerals)
