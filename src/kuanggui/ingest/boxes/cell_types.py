"""What a table cell holds: a figure, a unit, the basis of a tonnage, words, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from kuanggui.regulation.unit_catalogue import normalise, unit_catalogue
from kuanggui.regulation.units import parse_unit


class CellType(StrEnum):
    """The kinds that columns are told apart by; the last two are told by `align` from the whole row."""

    EMPTY = "empty"
    NUMBER = "number"
    UNIT = "unit"
    BASIS = "basis"
    TEXT = "text"
    SERIAL = "serial"  # a figure that could count rows
    TOTAL = "total"  # words that name a sum


_FIGURE = r"[-−]?\d[\d,]*(?:\.\d+)?\s*[%‰]?"
_NUMBER = re.compile(
    rf"(?:[约近≤≥<>＜＞≦≧〈〉]|不[小大]于|不[低高]于)?\s*{_FIGURE}(?:\s*(?:[-－—–~～∼+±]|至)\s*{_FIGURE})*"
    r"(?:左右|以上|以下|以内)?(?:\s*[（(].*[)）])?"
)
_YEAR = re.compile(r"(?:19|20)\d{2}\s*(?:年度?)?(?:底|末)?")
_PLACEHOLDER = re.compile(r"[-－—–/\\]+")


@lru_cache(maxsize=4096)
def cell_type(text: str) -> CellType:
    """The type of a cell; a dash for “none” counts as empty."""
    text = text.strip()
    if not text or _PLACEHOLDER.fullmatch(text):
        return CellType.EMPTY
    if _NUMBER.fullmatch(text):
        return CellType.NUMBER
    if normalise(text) in unit_catalogue().bases:
        return CellType.BASIS
    return CellType.UNIT if len(text) <= 20 and parse_unit(text) is not None else CellType.TEXT


def is_year(text: str) -> bool:
    """Whether a cell is a year, so that it may be a header although it is a figure."""
    return bool(_YEAR.fullmatch(text.strip()))


def has_figures(cells: Iterable[str]) -> bool:
    """Whether cells of one row hold a figure other than a year; a single bare number such as 2000 is no year."""
    numbers = [cell.strip() for cell in cells if cell_type(cell) is CellType.NUMBER]
    years = [number for number in numbers if is_year(number)]
    return len(numbers) > len(years) or (len(years) == 1 and years[0].isdigit())
