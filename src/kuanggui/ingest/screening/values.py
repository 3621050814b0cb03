"""Values of the fields of a case from what people write."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, get_args

from kuanggui.errors import InputError
from kuanggui.model.plain import field_types
from kuanggui.model.screening.application import Application
from kuanggui.model.screening.fields import label, value_names
from kuanggui.regulation.division_catalogue import divisions
from kuanggui.regulation.mineral_catalogue import minerals, minerals_named

VOCABULARIES = {
    "purpose": "purpose",
    "action": "action",
    "degree": "degree",
    "reserves.deposit_size": "size",
    "design.method": "method",
    "design.hazards": "hazard",
    "transfer.mode": "mode",
    "transfer.ground": "ground",
    "site.settings": "setting",
    "site.bridge_side": "side",
}
CODE_LENGTHS = {2, 4, 6, 9, 12}
WHOLE = 100
_LIST_MARKS = re.compile(r"[、,，;；]")
_NUMBER = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*(.*)")
_UNIT = re.compile(r"(?:[十百千万亿]*(?:吨|立方米|m3|m³|方|千克|公斤|克拉|克|kg|t)(?:矿石)?(?:[/／](?:年|a|日|天|d))?)")
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?")


# Amounts that may bear their unit, and the field that keeps it.
UNIT_FIELDS = {"design.scale": "design.unit", "reserves.value": "reserves.unit"}
# Units that go without saying: a number may bear the one of its field.
_OWN_UNITS = {
    "elevation.top_m": ("米", "m"),
    "elevation.bottom_m": ("米", "m"),
    "design.burial_depth_m": ("米", "m"),
    "design.service_life_years": ("年", "a"),
    "term_years": ("年", "a"),
    "design.mining_recovery": ("%", "％"),
    "design.dilution": ("%", "％"),
    "design.beneficiation_recovery": ("%", "％"),
    "design.utilisation_rate": ("%", "％"),
    "wells.reinjection": ("%", "％"),
    "wells.output_m3_per_day": ("m³/d", "m3/d", "立方米/日", "立方米/天", "m³/日"),
    "applicant.coal_capacity": ("万吨/年", "万吨"),
    "held.area_km2": ("km²", "km2", "平方公里", "平方千米"),
    "transfer.notice_working_days": ("个工作日", "工作日", "日", "天"),
}
# Short forms of units, and how tables write them.
_WRITTEN = {"／": "/", "/a": "/年", "m3": "立方米", "m³": "立方米", "t": "吨"}
_SHARES = {path for path, units in _OWN_UNITS.items() if "%" in units}
_MAY_BE_NEGATIVE = {"elevation.top_m", "elevation.bottom_m"}


def split_unit(value: Any) -> tuple[str, str] | None:
    """Number and unit of an amount as written (120万吨/年); None where it is no number followed by a unit or by nothing."""
    found = _NUMBER.fullmatch(str(value).strip().replace(",", ""))
    if not found or not (not found[2] or _UNIT.fullmatch(found[2])):
        return None
    unit = found[2]
    for written, plain in _WRITTEN.items():
        unit = unit.replace(written, plain)
    return found[1], unit


def convert(path: str, value: Any, where: str) -> Any:
    """The value of a field as the record wants it; raises InputError that names place, field and what is possible."""
    kind = type_of(path)
    try:
        if get_args(kind):
            return tuple(_read(path, str, part, where) for part in _parts(value))
        return _read(path, kind, value, where)
    except (ValueError, ArithmeticError) as error:
        raise InputError(f"{where}：{label(path)}（{path}）的值“{value}”不可用；请核对") from error


def type_of(path: str) -> Any:
    """The type of a field without None; documents are yes or no."""
    if path.startswith("documents."):
        return bool
    kind: Any = Application
    for name in path.split("."):
        kind = _without_none(field_types(kind)[name])
    return kind


def _without_none(kind: Any) -> Any:
    known = [part for part in get_args(kind) if part is not NoneType]
    return known[0] if len(known) == 1 and NoneType in get_args(kind) else kind


def _parts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [p for p in _LIST_MARKS.split(str(value)) if p.strip()]


def _read(path: str, kind: Any, value: Any, where: str) -> Any:
    if path == "minerals":
        return _mineral(str(value).strip(), where)
    if path in VOCABULARIES:
        found = _word(VOCABULARIES[path], str(value).strip())
        if found is None:
            words = "、".join(names[0] for names in value_names(VOCABULARIES[path]).values())
            raise InputError(f"{where}：{label(path)}（{path}）没有“{value}”；可用：{words}")
        return kind(found) if issubclass(kind, Enum) else found
    if path == "region":
        return _region(str(value).strip(), where)
    if kind in {Decimal, int}:
        return _number(path, kind, value)
    return _PLAIN[kind](value)


def _number(path: str, kind: Any, value: Any) -> Any:
    """A number that may bear the unit of its field; raises ValueError for one that is not possible."""
    text = str(value).strip()
    unit = next((unit for unit in _OWN_UNITS.get(path, ()) if text.endswith(unit)), "")
    number = _PLAIN[kind](text.removesuffix(unit) if unit else value)
    if (number < 0 and path not in _MAY_BE_NEGATIVE) or (number > WHOLE and path in _SHARES):
        raise ValueError(value)
    return number


def _region(text: str, where: str) -> str:
    """The code of a division given by its code or its name; raises InputError for a name that nothing or several things bear."""
    if text.isdecimal() and len(text) in CODE_LENGTHS:
        return text
    known = [entry for entry in divisions() if entry.valid_to is None]
    found = [e for e in known if e.name == text] or [e for e in known if text in e.short]
    if len(found) == 1:
        return found[0].code
    if not found:
        raise InputError(f"{where}：行政区划中没有“{text}”；请填行政区代码，如 140200")
    several = "、".join(f"{entry.code} {entry.name}" for entry in found[:5])
    raise InputError(f"{where}：“{text}”可指{several}；请填行政区代码")


def _mineral(name: str, where: str) -> str:
    if name in {entry.code for entry in minerals()}:
        return name
    found = minerals_named(name)
    if not found:
        raise InputError(f"{where}：矿种目录中没有“{name}”；请用目录中的名称")
    if len(found) > 1:
        raise InputError(f"{where}：“{name}”可指{'、'.join(entry.name for entry in found)}；请写明其中之一")
    return found[0].code


def _word(vocabulary: str, text: str) -> str | None:
    names = value_names(vocabulary)
    return next((key for key, words in names.items() if text in (key, *words)), None)


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise ValueError(value)
    found = _NUMBER.fullmatch(str(value).strip().replace(",", ""))
    if not found or found[2]:
        raise ValueError(value)
    return Decimal(found[1])


def _boolean(value: Any) -> bool:
    found = _word("boolean", str(value).strip().lower() if isinstance(value, bool) else str(value).strip())
    if found is None:
        raise ValueError(value)
    return found == "true"


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(str(value).strip())
    if not found:
        raise ValueError(value)
    return date(*(int(part) for part in found.groups()))


def _whole(value: Any) -> int:
    number = _decimal(value)
    if number != int(number):
        raise ValueError(value)
    return int(number)


_PLAIN: dict[Any, Callable[[Any], Any]] = {
    str: lambda value: str(value).strip(),
    Decimal: _decimal,
    bool: _boolean,
    int: _whole,
    date: _day,
}
