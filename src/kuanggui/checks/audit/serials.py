"""Columns of running numbers: what each number should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.cell_words import cell_words
from kuanggui.checks.audit.grid import Entry, Grid
from kuanggui.checks.audit.table_words import bare
from kuanggui.model.box import Fill, RowRole

# Columns are running numbers by their header, if there are so many and most follow on: codes of blocks need not.
LEAST = 3
SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Serial:
    """A running number as printed: its series (Ⅲ of Ⅲ4), and the number."""

    entry: Entry
    series: str
    number: int


@dataclass(frozen=True, slots=True)
class Step:
    """A running number and what it should be."""

    serial: Serial
    expected: int

    @property
    def holds(self) -> bool:
        """Whether it is."""
        return self.serial.number == self.expected


def serial_columns(grid: Grid) -> Iterator[tuple[Serial, ...]]:
    """The running numbers of each column that holds them."""
    for column in range(len(grid.rows[0]) if grid.rows else 0):
        if cell_words().serial_header.fullmatch(bare(grid.header(column))):
            serials = _serials(grid, column)
            if len(serials) >= LEAST and sum(step.holds for step in steps(serials)) >= SHARE * len(serials):
                yield serials


def steps(serials: Sequence[Serial]) -> Iterator[Step]:
    """Each number with the one expected behind those before it in its series; a series may begin anew at 1."""
    last: dict[str, int] = {}
    for index, serial in enumerate(serials):
        expected = last[serial.series] + 1 if serial.series in last else 1
        if serial.number == 1:
            expected = 1
        step = Step(serial, expected)
        goes_on = any(later.number == expected + 1 for later in serials[index + 1 : index + 2])
        last[serial.series] = expected if step.holds or goes_on else serial.number
        yield step


def _serials(grid: Grid, column: int) -> tuple[Serial, ...]:
    found = []
    for index, row in enumerate(grid.rows):
        entry = row[column]
        own = grid.box.rows[index].cells[column].fill is Fill.NONE and grid.role(index) is RowRole.DATA
        match = cell_words().serial.fullmatch(entry.text) if own else None
        if match:
            found.append(Serial(entry, match["series"], int(match["number"])))
    return tuple(found)
