"""Use case: the public parts of a plan as tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kuanggui.app.plan_parts import PlanCell, PlanRow, plan_part
from kuanggui.app.public.plain_words import public_zones
from kuanggui.app.public.projection import Projection
from kuanggui.app.public.wording import Finder, Whereabouts
from kuanggui.model.plan import Plan

ALL = 100_000


@dataclass(frozen=True, slots=True)
class PublicCell:
    """A value as it is shown: `kind` is word, figure, years, choice or text; `value` is the number of a figure that is no range."""

    kind: str
    text: str
    unit: str
    value: str


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


def public_table(plan: Plan, part: str, projection: Projection) -> PublicTable | None:
    """A part of a plan as far as it is public; None where it is not."""
    fields = projection.parts.get(part)
    if fields is None:
        return None
    shown = replace(plan, zones=tuple(public_zones(plan, projection)))
    whole, finder = plan_part(shown, part, limit=ALL), Finder(plan, projection.quote_characters)
    columns = [name for name in fields if name in whole.columns]
    return PublicTable(part, columns, [_row(row, columns, finder) for row in whole.rows])


def _row(row: PlanRow, columns: list[str], finder: Finder) -> PublicRow:
    cells = {name: [_cell(cell) for cell in row.cells.get(name, [])] for name in columns}
    return PublicRow(cells, finder.source(row.place) if row.place else None)


def _cell(cell: PlanCell) -> PublicCell:
    return PublicCell(cell.kind, cell.text, cell.unit, cell.value)
