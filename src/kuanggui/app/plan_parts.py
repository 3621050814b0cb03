"""Use case: the parts of a plan as tables of cells, each with the words it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from kuanggui.app.plans import PARTS
from kuanggui.errors import InputError
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure, Word, Years
from kuanggui.model.plan.work import Milestone

# Keys of other records are for programs.
HIDDEN = {"id", "place", "fact", "facts", "indicator", "headings"}


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A value of a record.

    `kind` is word, figure, years, choice (a key of an enumeration) or text; `value` is the number of a figure that is no range;
    `inferred` says why it is not as printed.
    """

    kind: str
    text: str
    unit: str = ""
    value: str = ""
    keys: tuple[str, ...] = ()
    inferred: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A record with its address and its cells, by field; a field that is left open has an empty list."""

    id: str
    place: Place | None
    cells: dict[str, list[PlanCell]]


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The rows of one part of a plan that fit the filters; `columns` are the fields that say something in any row of the part."""

    part: str
    columns: list[str]
    total: int
    rows: list[PlanRow]


@dataclass(frozen=True, slots=True)
class PlanMark:
    """A place in the text that a record was read from."""

    part: str
    id: str
    field: str
    place: Place


def plan_part(plan: Plan, part: str, *, words: str = "", offset: int = 0, limit: int = 500) -> PlanPart:
    """One part of a plan, of it the rows in which all of the `words` (divided by blanks) occur. Raises InputError for an unknown part."""
    if part not in PARTS:
        raise InputError(f"{part}：规划没有这一部分；可选：{'、'.join(PARTS)}")
    rows = [_row(record, index) for index, record in enumerate(getattr(plan, part))]
    columns = [name for name in (rows[0].cells if rows else ()) if any(row.cells[name] for row in rows)]
    fitting = [row for row in rows if _fits(row, words.split())]
    return PlanPart(part, columns, len(fitting), fitting[offset : offset + limit])


def plan_marks(plan: Plan) -> list[PlanMark]:
    """Every place that a record or one of its values was read from, the clauses of the text left out."""
    return [mark for part in PARTS if part not in {"provisions", "gaps"} for mark in _marks(plan, part)]


def _marks(plan: Plan, part: str) -> Iterator[PlanMark]:
    for index, record in enumerate(getattr(plan, part)):
        row = _row(record, index)
        values = [(name, cell.place) for name, cells in row.cells.items() for cell in cells]
        for name, place in values or [("", row.place)]:
            if place is not None:
                yield PlanMark(part, row.id, name, place)


def _row(record: Any, index: int) -> PlanRow:
    names = [field.name for field in fields(record) if field.name not in HIDDEN]
    cells = {name: _cells(getattr(record, name)) for name in names}
    return PlanRow(str(getattr(record, "id", index)), getattr(record, "place", None), cells)


def _cells(value: Any) -> list[PlanCell]:
    if isinstance(value, tuple):
        return [cell for item in value for cell in _cells(item)]
    cell = _cell(value)
    return [cell] if cell and cell.text else []


def _cell(value: Any) -> PlanCell | None:  # noqa: PLR0911 - one line for each kind of value
    match value:
        case None:
            return None
        case Word():
            return PlanCell("word", value.text, keys=value.keys, inferred=value.inferred or "", place=value.place)
        case Figure():
            unit = value.quantity.unit.name if value.quantity.unit else ""
            number = "" if value.quantity.is_range else f"{value.quantity.low:f}"
            inferred = value.inferred or ""
            return PlanCell("figure", value.quantity.text, unit, number, inferred=inferred, place=value.place)
        case Years():
            return PlanCell("years", _years(value), place=value.place)
        case Milestone():
            return PlanCell("years", _years(value.years), place=value.years.place)
        case Place():
            return PlanCell("text", value.quote, place=value)
        case Enum():
            return PlanCell("choice", str(value.value))
        case _:
            return PlanCell("text", str(value))


def _years(years: Years) -> str:
    return str(years.start) if years.start == years.end else f"{years.start}-{years.end}"


def _fits(row: PlanRow, words: Sequence[str]) -> bool:
    text = " ".join(cell.text for cells in row.cells.values() for cell in cells).casefold()
    return all(word.casefold() in text for word in words)
