"""Use case: the public parts of a plan as tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kuanggui.app.plan_parts import PlanCell, PlanRow, plan_part
from kuanggui.app.public.changes import CurrentPlan, PublicChange, public_change
from kuanggui.app.public.plain_words import public_zones
from kuanggui.app.public.projection import Projection
from kuanggui.app.public.wording import Finder, Whereabouts

ALL = 100_000


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """What the document prints in place of a figure in force."""

    text: str
    unit: str
    value: str
    change: PublicChange


@dataclass(frozen=True, slots=True)
class PublicCell:
    """A value as it is shown: `kind` is word, figure, years, choice or text; `value` is the number of a figure that is no range.

    Where an adjustment has changed a figure, it is the one in force, and `printed` is that of the document.
    """

    kind: str
    text: str
    unit: str
    value: str
    printed: PrintedFigure | None = None


@dataclass(frozen=True, slots=True)
class PublicRow:
    """The cells of a row by field, and where the row stands in the document."""

    cells: dict[str, list[PublicCell]]
    source: Whereabouts | None


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A part of a plan, the fields of it that are public and say something."""

    part: str
    columns: list[str]
    rows: list[PublicRow]


def public_table(current: CurrentPlan, part: str) -> PublicTable | None:
    """A part of a plan as far as it is public; None where it is not."""
    plan, projection = current.plan, current.projection
    fields = projection.parts.get(part)
    if fields is None:
        return None
    shown = replace(plan, zones=tuple(public_zones(plan, projection)))
    whole = plan_part(shown, part, limit=ALL, changes=current.changes)
    finder = Finder(plan, projection.quote_characters)
    columns = [name for name in fields if name in whole.columns]
    return PublicTable(part, columns, [_row(row, columns, finder, projection) for row in whole.rows])


def _row(row: PlanRow, columns: list[str], finder: Finder, projection: Projection) -> PublicRow:
    cells = {name: [_cell(cell, projection) for cell in row.cells.get(name, [])] for name in columns}
    return PublicRow(cells, finder.source(row.place) if row.place else None)


def _cell(cell: PlanCell, projection: Projection) -> PublicCell:
    if cell.now is None:
        return PublicCell(cell.kind, cell.text, cell.unit, cell.value)
    printed = PrintedFigure(cell.text, cell.unit, cell.value, public_change(cell.now, projection))
    return PublicCell(cell.kind, cell.now.text, cell.now.unit, cell.now.value, printed)
