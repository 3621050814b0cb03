"""Which of the coordinate texts a text is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from kuanggui.errors import InputError
from kuanggui.spatial.formats.area_string import read_area_string
from kuanggui.spatial.formats.corner_table import read_corner_table
from kuanggui.spatial.formats.gdzb import read_gdzb
from kuanggui.spatial.formats.land_txt import read_land_txt
from kuanggui.spatial.formats.notation import clean
from kuanggui.spatial.formats.parcels import Reading
from kuanggui.spatial.formats.placing import Hint
from kuanggui.spatial.formats.rows import split_lines
from kuanggui.spatial.polygons import join_polygons

MOST_CHARACTERS = 32 * 1024 * 1024
_AREA_STRING = re.compile(r"\d{1,4}\s*,\s*\d{1,6}\s*,.*,")
_FEWEST_COMMAS = 7  # three corners of two numbers, their count and the number of rings
_GDZB = re.compile(r"[^,;]+,[^,;]+(?:;[^,;]+,[^,;]+){2,};?")


class Form(StrEnum):
    """Formats that a range can be read from."""

    AREA_STRING = "area_string"
    LAND_TXT = "land_txt"
    GDZB = "gdzb"
    TABLE = "table"
    LAYER = "layer"


FORM_NAMES = {
    Form.AREA_STRING: "区域坐标串",
    Form.LAND_TXT: "国土坐标 TXT",
    Form.GDZB: "GDZB 拐点坐标",
    Form.TABLE: "拐点坐标表",
    Form.LAYER: "矢量图层",
}


def recognise(text: str) -> Form:
    """The form of a coordinate text by its marks; what has none is a table of corners."""
    plain = clean(text)
    if re.search(r"^\s*\[(?:属性描述|地块坐标)\]", plain, re.MULTILINE):
        return Form.LAND_TXT
    lines = ["".join(line.split()) for line in plain.splitlines() if line.strip()]
    if all(";" not in line and line.count(",") >= _FEWEST_COMMAS and _AREA_STRING.match(line) for line in lines):
        return Form.AREA_STRING
    return Form.GDZB if all(_GDZB.fullmatch(line) for line in lines) else Form.TABLE


def read_text(text: str, hint: Hint | None = None) -> Reading:
    """The ranges of a coordinate text in any form; raises InputError that says where it is broken."""
    if not text.strip():
        raise InputError("坐标是空的；请给出坐标")
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"坐标文本超过 {MOST_CHARACTERS // 1024 // 1024} MB；请用 kuanggui layer add 入库")
    form = recognise(text)
    return replace(_READERS[form](text, hint or Hint()), form=form.value)


def _read_table(text: str, hint: Hint) -> Reading:
    return read_corner_table(split_lines(text), hint)


def _each_line(read: Callable[[str, Hint], Reading]) -> Callable[[str, Hint], Reading]:
    """A reader of a text that holds one range a line."""

    def read_lines(text: str, hint: Hint) -> Reading:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) == 1:
            return read(lines[0][1], hint)
        return _join([_read_line(read, number, line, hint) for number, line in lines])

    return read_lines


def _read_line(read: Callable[[str, Hint], Reading], number: int, line: str, hint: Hint) -> Reading:
    try:
        reading = read(line, hint)
    except InputError as error:
        raise InputError(f"第 {number} 行：{error}") from error
    parcels = tuple(replace(parcel, place=f"第 {number} 行") for parcel in reading.parcels)
    doubts = tuple(replace(doubt, where=f"第 {number} 行 {doubt.where}") for doubt in reading.doubts)
    return replace(reading, parcels=parcels, doubts=doubts)


def _join(readings: Sequence[Reading]) -> Reading:
    systems = {reading.polygons.crs.system.name for reading in readings}
    if len(systems) > 1:
        raise InputError(f"各行坐标系不一致（{'、'.join(sorted(systems))}）；请换算到同一坐标系")
    return Reading(
        tuple(parcel for reading in readings for parcel in reading.parcels),
        join_polygons([reading.polygons for reading in readings]),
        tuple(doubt for reading in readings for doubt in reading.doubts),
    )


_READERS: dict[Form, Callable[[str, Hint], Reading]] = {
    Form.AREA_STRING: _each_line(read_area_string),
    Form.LAND_TXT: read_land_txt,
    Form.GDZB: _each_line(read_gdzb),
    Form.TABLE: _read_table,
}
