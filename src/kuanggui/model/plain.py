"""Records as plain dicts and lists for JSON, and back without loss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Turn = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    """A record as dicts, lists, strings, integers, booleans and None; decimals become strings so that no digit is lost."""
    kind: Any = type(value)
    return _writer(kind)(value)


def from_plain(kind: type[T], plain: Any) -> T:
    """The record of type `kind` that `to_plain` turned into `plain`; fields that are missing take their default."""
    annotation: Any = kind
    record: T = reader(annotation)(plain)
    return record


def flat(record: Any) -> dict[str, Any]:
    """The fields of a record by name, their values as they are."""
    kind: Any = type(record)
    return {name: getattr(record, name) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _writer(kind: Any) -> Turn:
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda record: {name: to_plain(getattr(record, name)) for name in names}
    if issubclass(kind, tuple):
        return lambda items: [to_plain(item) for item in items]
    if issubclass(kind, Enum):
        return lambda member: member.value
    if issubclass(kind, Decimal):
        return str
    return lambda value: value


@cache
def reader(kind: Any) -> Turn:
    """The function that turns plain data into a value of an annotated type."""
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        return _optional_reader(kind)
    if origin is tuple:
        item = reader(get_args(kind)[0])
        return lambda plain: tuple(item(part) for part in plain)
    if is_dataclass(kind):
        return _record_reader(kind)
    if isinstance(kind, type) and issubclass(kind, (Enum, Decimal)):
        return kind
    return lambda plain: plain


def _optional_reader(kind: Any) -> Turn:
    (known,) = [part for part in get_args(kind) if part is not NoneType]
    inner = reader(known)
    return lambda plain: None if plain is None else inner(plain)


def _record_reader(kind: Any) -> Turn:
    readers = {name: reader(hint) for name, hint in field_types(kind).items()}
    return lambda plain: kind(**{name: readers[name](part) for name, part in plain.items()})


@cache
def field_types(kind: Any) -> dict[str, Any]:
    """The annotated type of every field of a dataclass, in order."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


@cache
def field_defaults(kind: Any) -> dict[str, Any]:
    """The default of every field of a dataclass that has one."""
    return {field.name: field.default for field in fields(kind) if field.default is not MISSING}
