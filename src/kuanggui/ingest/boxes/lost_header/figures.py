"""The figures of a table: sums of columns, and which column sums up the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kuanggui.ingest.boxes.profile import Profile
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.words import table_words

# Rounded parts may miss their sum by a little.
_TOLERANCE = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Figures:
    """`totals` by column as printed in the total row (or added up, without one), `summing` the columns that sum up the others.

    `rows` and `columns` count how many sums agree, and of how many.
    """

    totals: dict[int, Decimal]
    summing: tuple[int, ...]
    rows: tuple[int, int]
    columns: tuple[int, int]


def read_figures(body: Sequence[GridRow], profile: Profile) -> Figures:
    """The figures of the number columns of a body on the grid."""
    numbers = [column for column in range(profile.width) if profile.is_number(column)]
    table = [
        {cell.start: figure for cell in row.cells if (figure := to_figure(cell.value)) is not None} for row in body
    ]
    printed = [values for row, values in zip(body, table, strict=True) if _is_total(row)]
    data = [values for row, values in zip(body, table, strict=True) if not _is_total(row)]
    sums = {column: sum((values.get(column, Decimal(0)) for values in data), Decimal(0)) for column in numbers}
    last = printed[-1] if printed else {}
    totals = {column: last.get(column, sums[column]) for column in numbers}
    summing, rows = _summing(data, numbers)
    agreeing = sum(_near(sums[column], last[column]) for column in numbers if column in last)
    return Figures(totals, summing, rows, (agreeing, sum(column in last for column in numbers)))


def to_figure(words: str) -> Decimal | None:
    """The value of a cell that is a plain figure."""
    try:
        value = Decimal(words.replace(",", "").strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _is_total(row: GridRow) -> bool:
    return any(table_words().is_total(cell.value) for cell in row.cells[:2])


def _summing(data: Sequence[dict[int, Decimal]], numbers: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, int]]:
    """The last column in which most rows print the sum of their other figures, and how many of them do."""
    for column in reversed(numbers):
        rows = [values for values in data if column in values and len(values) > 1]
        good = sum(_near(sum(values.values(), Decimal(0)) - values[column], values[column]) for values in rows)
        if len(rows) > 1 and good >= len(rows) * 0.8:
            return (column,), (good, len(rows))
    return (), (0, 0)


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _TOLERANCE * max(abs(one), abs(other), Decimal(1))
