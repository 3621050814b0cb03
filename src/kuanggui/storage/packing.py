"""Nested values as compact JSON: defaults are left out, and so is the document of a place that is the plan's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from kuanggui.model.document import Source
from kuanggui.model.place import Place
from kuanggui.model.plain import field_defaults, field_types

Pack = Callable[[Any], Any]
Unpack = Callable[[Any, Source], Any]
NO_DEFAULT = object()


def pack(value: Any, home: Source) -> Any:
    """A value as JSON data."""
    if isinstance(value, Place):
        return pack_place(value, home)
    if is_dataclass(value):
        return _pack_record(value, home)
    if isinstance(value, tuple):
        return [pack(part, home) for part in value]
    return str(value) if isinstance(value, Decimal) else value.value if isinstance(value, Enum) else value


def _pack_record(record: Any, home: Source) -> dict[str, Any]:
    kind: Any = type(record)
    return {
        name: pack(part, home)
        for name, default in _defaults(kind)
        if (part := getattr(record, name)) is not default and part != default
    }


def pack_place(place: Place, home: Source) -> dict[str, Any]:
    """A place as JSON data, its document left out when it is `home`."""
    packed = {name: part for name in _place_names() if (part := getattr(place, name)) is not None}
    if place.sha256 == home.sha256 and place.document == home.name:
        del packed["document"], packed["sha256"]
    return packed


def unpack(kind: Any, packed: Any, home: Source) -> Any:
    """The value of an annotated type that `pack` turned into `packed`."""
    return _unpacker(kind)(packed, home)


@cache
def _place_names() -> tuple[str, ...]:
    return tuple(field_types(Place))


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    defaults = field_defaults(kind)
    return tuple((name, defaults.get(name, NO_DEFAULT)) for name in field_types(kind))


@cache
def _unpacker(kind: Any) -> Unpack:
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        (known,) = [part for part in get_args(kind) if part is not NoneType]
        inner = _unpacker(known)
        return lambda packed, home: None if packed is None else inner(packed, home)
    if origin is tuple:
        item = _unpacker(get_args(kind)[0])
        return lambda packed, home: tuple(item(part, home) for part in packed)
    if kind is Place:
        return unpack_place
    if is_dataclass(kind):
        return _record_unpacker(kind)
    if isinstance(kind, type) and issubclass(kind, (Enum, Decimal)):
        return lambda packed, _: kind(packed)
    return lambda packed, _: packed


def _record_unpacker(kind: Any) -> Unpack:
    parts = {name: _unpacker(hint) for name, hint in field_types(kind).items()}
    return lambda packed, home: kind(**{name: parts[name](part, home) for name, part in packed.items()})


def unpack_place(packed: dict[str, Any], home: Source) -> Place:
    """The place that `pack_place` turned into `packed`."""
    return Place(**{"document": home.name, "sha256": home.sha256} | packed)
