"""Columns of two boxes that hold the same numbers for the areas that stand in both, though they are headed otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.figures import agree
from kuanggui.checks.audit.zones import NamedRow, Twins, facts_of, twins_of
from kuanggui.model.fact import Fact

FEWEST = 5  # areas with the same number in both columns, for these to go together
CLASSES = 4  # distinct words at most in a column that tells rows apart by class


@dataclass(frozen=True, slots=True)
class Kindred:
    """The cells of two columns for the areas in both boxes, in one class of areas (or all)."""

    agreeing: tuple[tuple[Fact, Fact], ...]
    odd: tuple[tuple[Fact, Fact], ...]

    @property
    def one_is_odd(self) -> bool:
        """Whether the columns go together in all areas save one."""
        return len(self.agreeing) >= FEWEST and len(self.odd) == 1


def kindred_columns(case: AuditCase) -> Iterator[Kindred]:
    """Pairs of count columns under different heads, over all areas in both boxes and over each class of them."""
    groups: dict[tuple[object, ...], list[tuple[Fact, Fact]]] = defaultdict(list)
    for twins in twins_of(case):
        for one, other in _counts(case, twins):
            for kind in ("", *_classes(case, twins.one), *_classes(case, twins.other)):
                groups[twins.one.box, one.column, twins.other.box, other.column, kind].append((one, other))
    for pairs in groups.values():
        same = [pair for pair in pairs if agree(pair[0].quantity, pair[1].quantity)]
        yield Kindred(tuple(same), tuple(pair for pair in pairs if pair not in same))


def _counts(case: AuditCase, twins: Twins) -> Iterator[tuple[Fact, Fact]]:
    """Counts of both rows that have another attribute but the same scope (拟设探矿权, 拟设采矿权)."""
    one, other = _counts_of(case, twins.one), _counts_of(case, twins.other)
    yield from (
        (a, b)
        for a in one.values()
        for b in other.values()
        if a.attribute != b.attribute and a.qualifiers == b.qualifiers
    )


def _counts_of(case: AuditCase, row: NamedRow) -> Mapping[object, Fact]:
    return {key: fact for key, fact in facts_of(case, row).items() if fact.quantity.is_count and fact.qualifiers}


def _classes(case: AuditCase, row: NamedRow) -> Iterator[str]:
    """The words of a row in columns that have a few words only, each many times."""
    box = case.boxes[row.box]
    for column, cell in enumerate(box.rows[row.row].cells):
        words = {r.cells[column].value for r in box.rows if column < len(r.cells)}
        if cell.value and column != row.column and 1 < len(words) <= CLASSES and not cell.value.isdigit():
            yield f"{row.box}/{column}/{cell.value}"
