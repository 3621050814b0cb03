"""Records of a plan as tables for people: a column for every field that says something, and where it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from enum import Enum
from typing import Any

from rich.table import Table
from rich.text import Text

from kuanggui.cli.names import FIELDS, VALUES
from kuanggui.model.place import Place
from kuanggui.model.plan.value import Figure, Word, Years
from kuanggui.model.plan.work import Milestone

# Keys of other records are for programs; the JSON has them.
HIDDEN = {"id", "place", "fact", "facts", "indicator"}
LONGEST = 48


def record_table(title: str, records: Sequence[Any]) -> Table:
    """A table of records of one class; columns that are empty in all of them are left out."""
    names = [field.name for field in fields(records[0]) if field.name not in HIDDEN]
    shown = [name for name in names if any(said(getattr(record, name)) for record in records)]
    table = Table(title=f"{title}（{len(records)}）", title_justify="left")
    for name in shown:
        table.add_column(Text(FIELDS.get(name, name)), overflow="fold")
    table.add_column("出处")
    for record in records:
        cells = [Text(said(getattr(record, name))) for name in shown]
        table.add_row(*cells, Text(address(getattr(record, "place", None))))
    return table


def said(value: Any) -> str:
    """A value in words; inferred ones carry a *."""
    if value is None:
        return ""
    if isinstance(value, Word):
        return _short(value.text) + ("*" if value.inferred else "")
    if isinstance(value, Figure):
        return figure(value) + ("*" if value.inferred else "")
    if isinstance(value, Years):
        return str(value.start) if value.start == value.end else f"{value.start}–{value.end}"
    if isinstance(value, Milestone):
        return said(value.years)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, Place):
        return address(value)
    if isinstance(value, tuple):
        return "、".join(said(item) for item in value)
    text = str(value.value) if isinstance(value, Enum) else str(value)
    return VALUES.get(text, _short(text))


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def figure(value: Figure) -> str:
    """A quantity as printed, with its unit where that stands elsewhere."""
    text, unit = value.quantity.text, value.quantity.unit
    return text if unit is None or text.endswith(unit.name) or not text[-1:].isdigit() else f"{text} {unit.name}"


def address(place: Place | None) -> str:
    """Where something is printed: table and row, page, or line."""
    if place is None:
        return ""
    if place.table and place.row:
        return f"{place.table} 第{place.row}行"
    return f"第{place.page}页" if place.page else f"第{place.line}行"
