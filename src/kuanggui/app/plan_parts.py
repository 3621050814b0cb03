"""Use case: the parts of a plan as tables of cells, each with the words it was read from and the figure that holds in their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any

from kuanggui.app.changed_figures import UNCHANGED, ChangedFigure, Changes, target_key
from kuanggui.app.plans import PARTS
from kuanggui.errors import InputError
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure, Word, Years
from kuanggui.model.plan.work import Milestone

# Keys of other records are for programs.
HIDDEN = {"id", "place", "fact", "facts", "indicator"}
KEYS_OF_WORDS = {"measure"}  # text that is a key of a vocabulary
CLAUSES = "provisions"


@dataclass(frozen=True, slots=True)
class InForce:
    """The figure that holds in place of a printed one, and the adjustment that set it: its id, title and basis, and its first day.

    Id and title are empty where the adjustment is not for the caller to read.
    """

    text: str
    unit: str
    value: str
    adjustment: str
    title: str
    basis: str
    since: date


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A value of a record.

    `kind` is word, figure, years, choice (a key of an enumeration) or text; `value` is the number of a figure that is no range;
    `inferred` says why it is not as printed; `now` is the figure in force where an adjustment has changed the printed one.
    """

    kind: str
    text: str
    unit: str = ""
    value: str = ""
    keys: tuple[str, ...] = ()
    inferred: str = ""
    place: Place | None = None
    now: InForce | None = None


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
    """A place in the text that a record was read from; `field` is empty where it is the place of the whole record, as of a clause.

    `now` is the figure in force where an adjustment has changed the one that is printed there.
    """

    part: str
    id: str
    field: str
    place: Place
    now: InForce | None = None


def plan_part(
    plan: Plan, part: str, *, words: str = "", offset: int = 0, limit: int = 500, changes: Changes = UNCHANGED
) -> PlanPart:
    """One part of a plan, of it the rows in which all of the `words` (divided by blanks) occur. Raises InputError for an unknown part.

    Figures stand as printed, with those of `changes` beside them.
    """
    if part not in PARTS:
        raise InputError(f"{part}：规划没有这一部分；可选：{'、'.join(PARTS)}")
    rows = _rows(plan, part, changes)
    columns = [name for name in (rows[0].cells if rows else ()) if any(row.cells[name] for row in rows)]
    fitting = [row for row in rows if _fits(row, words.split())]
    return PlanPart(part, columns, len(fitting), fitting[offset : offset + limit])


def plan_marks(plan: Plan, changes: Changes = UNCHANGED) -> list[PlanMark]:
    """Every place that a record or one of its values was read from; the clauses come last, so that what they hold comes before them."""
    parts = [part for part in PARTS if part not in {CLAUSES, "gaps"}]
    return [mark for part in (*parts, CLAUSES) for row in _rows(plan, part, changes) for mark in _marks(part, row)]


def _marks(part: str, row: PlanRow) -> Iterator[PlanMark]:
    cells = [(name, cell) for name, cells in row.cells.items() for cell in cells]
    values = [PlanMark(part, row.id, name, cell.place, cell.now) for name, cell in cells if cell.place]
    yield from values or ([PlanMark(part, row.id, "", row.place)] if row.place else [])


def _rows(plan: Plan, part: str, changes: Changes) -> list[PlanRow]:
    return [_row(record, index, part, changes) for index, record in enumerate(getattr(plan, part))]


def _row(record: Any, index: int, part: str, changes: Changes) -> PlanRow:
    names = [field.name for field in fields(record) if field.name not in HIDDEN]
    cells = {name: _cells(getattr(record, name)) for name in names}
    for name in KEYS_OF_WORDS & cells.keys():
        cells[name] = [replace(cell, kind="choice") for cell in cells[name]]
    for name in names if changes else ():
        key = target_key(record, part, name)
        changed = changes.get(key) if key else None
        if changed:
            cells[name] = [replace(cell, now=_in_force(changed)) for cell in cells[name]]
    return PlanRow(str(getattr(record, "id", index)), getattr(record, "place", None), cells)


def _in_force(changed: ChangedFigure) -> InForce:
    cell = _figure(changed.value)
    return InForce(cell.text, cell.unit, cell.value, changed.adjustment, changed.title, changed.basis, changed.since)


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
            return _figure(value)
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


def _figure(figure: Figure) -> PlanCell:
    quantity = figure.quantity
    unit = quantity.unit.name if quantity.unit else ""
    number = "" if quantity.is_range else f"{quantity.low:f}"
    return PlanCell("figure", quantity.text, unit, number, inferred=figure.inferred or "", place=figure.place)


def _years(years: Years) -> str:
    return str(years.start) if years.start == years.end else f"{years.start}-{years.end}"


def _fits(row: PlanRow, words: Sequence[str]) -> bool:
    cells = [cell for each in row.cells.values() for cell in each]
    text = " ".join([*(cell.text for cell in cells), *(cell.now.text for cell in cells if cell.now)]).casefold()
    return all(word.casefold() in text for word in words)
