"""Annex tables made from the layers: a sheet for each layer of blocks or zones, headed by the fields' Chinese names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from kuanggui.model.package import Feature, Value
from kuanggui.regulation.standards import FieldEntry, LayerEntry
from kuanggui.reports.steady_workbook import steady_bytes

# What serves the machine is left out of a table for people.
_HIDDEN = {"record_id", "feature_code", "region_code", "mineral_code", "corners"}
_UNITS = {"km2": "平方公里", "hm2": "公顷"}


def write_annexes(path: Path, layers: Sequence[tuple[LayerEntry, Sequence[Feature]]]) -> None:
    """One workbook; nothing is written when there is nothing to list."""
    listed = [(layer, features) for layer, features in layers if features and layer.with_role("number")]
    if not listed:
        return
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, (layer, features) in enumerate(listed, start=1):
        _sheet(book, number, layer, features)
    path.write_bytes(steady_bytes(book))


def _sheet(book: Workbook, number: int, layer: LayerEntry, features: Sequence[Feature]) -> None:
    sheet = book.create_sheet(f"附表{number}")
    used = {code for feature in features for code, value in feature.values.items() if value is not None}
    fields = [entry for entry in layer.fields if entry.role not in _HIDDEN and entry.code in used]
    sheet.append([f"附表{number} {layer.name}一览表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(fields) + 1)
    sheet.append(["序号", *(_head(entry) for entry in fields)])
    for row, feature in enumerate(features, start=1):
        sheet.append([row, *(_cell(feature.values.get(entry.code)) for entry in fields)])
    for cell in (*sheet[1], *sheet[2]):
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")


def _head(entry: FieldEntry) -> str:
    unit = _UNITS.get(entry.unit or "", entry.unit or "")
    return f"{entry.name or entry.code}（{unit}）" if unit else entry.name or entry.code


def _cell(value: Value) -> str | int | float | None:
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, str | int) or value is None else value.isoformat()
