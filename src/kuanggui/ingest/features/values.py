"""Cells of a file of features as values; what is not understood is said, and stays among the attributes."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from kuanggui.regulation import find_places, mineral, minerals_named

SEPARATORS = re.compile(r"[、，,;；/\s]+")
CODE = re.compile(r"\d{6}")


def said(value: Any) -> str:
    """A cell as text; whole floating-point numbers without their .0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def read_minerals(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The ids of the minerals named, and the words that name none."""
    found, unknown = list[str](), list[str]()
    for word in filter(None, SEPARATORS.split(text)):
        code = _mineral(word)
        (found if code else unknown).append(code or word)
    return tuple(dict.fromkeys(found)), unknown


def _mineral(word: str) -> str | None:
    named = minerals_named(word)
    if named:
        return named[0].code
    try:
        return mineral(word).code
    except KeyError:
        return None


def read_adcodes(codes: str, region: str) -> tuple[str, ...]:
    """The codes given, or else those of the divisions named."""
    given = CODE.findall(codes)
    return tuple(dict.fromkeys(given or (match.division.code for match in find_places(region))))


def read_area(text: str) -> Decimal | None:
    """An area in km² with its digits as they stand; None for words."""
    try:
        area = Decimal(text)
    except InvalidOperation:
        return None
    return area if area.is_finite() else None
