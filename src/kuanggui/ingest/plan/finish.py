"""What follows from the parts of a record once it is read: the year of a target, the addends of a number of mines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from kuanggui.ingest.plan.cells import CellRow
from kuanggui.ingest.plan.fitting import YEAR_WORD, Fit
from kuanggui.ingest.plan.spread import header_place
from kuanggui.ingest.plan.wildcards import plain
from kuanggui.model.plan.target import Indicator, MineLimit
from kuanggui.model.plan.value import Figure, Years
from kuanggui.model.plan.work import RestorationDuty
from kuanggui.model.quantity import Quantity


def finish(record: Any, cells: CellRow, fit: Fit) -> Any:
    """The record with what follows from its parts."""
    if isinstance(record, MineLimit):
        year = record.year or target_years(cells, record.mines or record.large_medium_share, fit, "mines")
        return split_addends(replace(record, year=year))
    if isinstance(record, Indicator):
        return replace(record, target_year=record.target_year or target_years(cells, record.value, fit, "value"))
    if isinstance(record, RestorationDuty):
        return replace(record, subject=record.subject or cells.box.title)
    return record


def target_years(cells: CellRow, figure: Figure | None, fit: Fit, field: str) -> Years | None:
    """The years that the header above a target names, or those that the facts have found for its figure."""
    for column in fit.columns.get(field, ()):
        for word in cells.box.columns[column].header:
            match = YEAR_WORD.search(plain(word))
            if match:
                year = int(match["year"])
                return Years(year, year, header_place(cells.source, cells.box, column))
    periods = (cells.source.fact(cells.box, cells.row, column) for column in fit.columns.get(field, ()))
    fact = next((fact for fact in periods if fact is not None and fact.period is not None), None)
    if fact is None or fact.period is None or figure is None:
        return None
    return Years(fact.period.start, fact.period.end, cells.source.box_place(cells.box))


def split_addends(record: MineLimit) -> MineLimit:
    """40+5: the mines that exist and the new ones; the document explains the sign in a note, if at all."""
    if record.mines is None or len(record.mines.quantity.addends) != 2:
        return record
    existing, new = (_addend(record.mines, value) for value in record.mines.quantity.addends)
    return replace(record, existing=existing, new=new)


def _addend(figure: Figure, value: Decimal) -> Figure:
    whole = figure.quantity
    part = Quantity(str(value), value, value, whole.relation, whole.unit, whole.basis, whole.decimals)
    return replace(figure, quantity=part)
