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
_LIST_MARKS = re.compile(r"[、,，;；]")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?")


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
    return _PLAIN[kind](value)


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
    found = _NUMBER.match(str(value).strip().replace(",", ""))
    if not found:
        raise ValueError(value)
    return Decimal(found[0])


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
