"""What the columns of a box hold: labels, units, bases, serial numbers, figures, remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kuanggui.ingest.boxes.words import table_words
from kuanggui.model.box import Box, BoxRow, Fill, RowRole
from kuanggui.model.units import Unit
from kuanggui.regulation import parse_unit

FIGURES = re.compile(
    r"^(?:约|近)?\s*[≤≥<>＜＞〈〉﹤﹥]?\s*-?\d[\d,]*(?:\.\d+)?(?:\s*(?:[-－—–~～+]|至)\s*\d[\d,]*(?:\.\d+)?)*\s*(?:%|以上|以内|以下|左右)?$"
)
SERIAL_HEADER = re.compile(r"^(?:序号|编号|顺序号|序|No\.?|№|代码|图面号|项次)$")
REMARK_HEADER = re.compile(r"备注|说明|注$|分布|范围|问题|内容|意见|依据|要求")
UNIT_HEADER = re.compile(r"单位")
YEARS = re.compile(r"(?:19|20)\d{2}\s*(?:年度?)?(?:底|末)?$")
BRACKET = re.compile(r"[（(\[]([^（()）\]]+)[)）\]]")


class ColumnRole(StrEnum):
    """What a column holds."""

    SERIAL = "serial"
    LABEL = "label"
    UNIT = "unit"
    FIGURE = "figure"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column's role, header words, and the unit its header gives."""

    role: ColumnRole
    name: str
    unit: Unit | None


def view_columns(box: Box) -> tuple[ColumnView, ...]:
    """The role of each column of a box, from header words and cell contents."""
    return tuple(_view(box, index) for index in range(len(box.columns)))


def _view(box: Box, index: int) -> ColumnView:
    name = box.columns[index].name
    values = [_value(row, index) for row in box.rows if row.role is not RowRole.SUBHEADER]
    filled = [value for value in values if value]
    figures = sum(bool(FIGURES.match(value)) for value in filled)
    last = box.columns[index].header[-1] if box.columns[index].header else ""
    unit = header_unit(name)
    if SERIAL_HEADER.match(re.sub(r"\s", "", name)) or SERIAL_HEADER.match(last):
        return ColumnView(ColumnRole.SERIAL, name, None)
    if filled and all(parse_unit(value) for value in filled) and (UNIT_HEADER.search(name) or len(filled) > 1):
        return ColumnView(ColumnRole.UNIT, name, None)
    if REMARK_HEADER.search(name):
        return ColumnView(ColumnRole.REMARK, name, None)
    if figures * 2 > len(filled) or (unit and figures):
        return ColumnView(ColumnRole.FIGURE, name, unit)
    return ColumnView(ColumnRole.LABEL, name, None)


def header_unit(words: str) -> Unit | None:
    """The unit in brackets or behind a slash or comma in header or label words: 面积（平方公里）, 产量/万吨."""
    for match in reversed([*BRACKET.finditer(words)]):
        for part in (match.group(1), *re.split(r"[，,、；;]", match.group(1))):
            if unit := parse_unit(part.strip()):
                return unit
    tail = re.split(r"[/／，,：: ]", words)[-1].strip()
    return parse_unit(tail) if tail and tail != words.strip() else None


def lent_units(views: Sequence[ColumnView]) -> dict[int, Unit]:
    """Units by column for columns of years and totals that name none: that of the nearest column of figures to their left."""
    lent: dict[int, Unit] = {}
    nearest: Unit | None = None
    for index, view in enumerate(views):
        if view.role is not ColumnRole.FIGURE:
            nearest = None
        elif view.unit:
            nearest = view.unit if view.unit.dimension != "ratio" else None
        elif nearest and (YEARS.search(view.name) or table_words().is_total(view.name.split("/")[-1])):
            lent[index] = nearest
    return lent


def _value(row: BoxRow, index: int) -> str:
    if index >= len(row.cells) or row.cells[index].fill is Fill.RIGHT:
        return ""
    return row.cells[index].value.strip()


def row_labels(row: BoxRow, views: Sequence[ColumnView]) -> list[str]:
    """The texts of the label cells of a row, from left to right."""
    return [v for i, view in enumerate(views) if view.role is ColumnRole.LABEL and (v := _value(row, i))]


def row_unit(row: BoxRow, views: Sequence[ColumnView]) -> Unit | None:
    """The unit cell of a row."""
    for index, view in enumerate(views):
        if view.role is ColumnRole.UNIT and (unit := parse_unit(_value(row, index))):
            return unit
    return None
