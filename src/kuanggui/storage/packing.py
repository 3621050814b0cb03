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
from kuanggui.model.located import LocatedText, Segment
from kuanggui.model.place import Place
from kuanggui.model.plain import field_defaults, field_types

Path = tuple[str, ...]
Pack = Callable[[Any, Source], Any]
Unpack = Callable[[Any, Source], Any]
NO_DEFAULT = object()
NOT_OWN = ("line", "start", "end", "quote", "page", "table", "row", "column")


@cache
def packer(kind: Any, leave_out: frozenset[Path] = frozenset()) -> Pack | None:
    """The function that turns values of an annotated type into JSON data; None where they are JSON data already.

    Parts of a record that are kept elsewhere are left out: each is given by the names of fields that lead to it.
    """
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        return _optional(packer(_known(kind), leave_out))
    if origin is tuple:
        return _sequence(packer(get_args(kind)[0]))
    if kind in LEAVES:
        return LEAVES[kind][0]
    return _record(kind, leave_out) if is_dataclass(kind) else _member if _is_enumeration(kind) else None


def _known(kind: Any) -> Any:
    (known,) = [part for part in get_args(kind) if part is not NoneType]
    return known


def _optional(inner: Pack | None) -> Pack | None:
    return inner and (lambda value, home: None if value is None else inner(value, home))


def _sequence(inner: Pack | None) -> Pack:
    return (lambda items, home: [inner(item, home) for item in items]) if inner else (lambda items, _: list(items))


def _record(kind: Any, leave_out: frozenset[Path]) -> Pack:
    """Records become dicts without the fields that have their default."""
    defaults = field_defaults(kind)
    parts = []
    for name, hint in field_types(kind).items():
        if (name,) not in leave_out:
            below = frozenset(path[1:] for path in leave_out if path[0] == name)
            parts.append((name, defaults.get(name, NO_DEFAULT), packer(hint, below)))

    def pack(record: Any, home: Source) -> dict[str, Any]:
        packed = {}
        for name, default, inner in parts:
            value = getattr(record, name)
            if value is not default and value != default:
                packed[name] = inner(value, home) if inner else value
        return packed

    return pack


def pack_place(place: Place, home: Source) -> dict[str, Any]:
    """A place as JSON data, its document left out when it is `home`."""
    packed = {name: part for name in NOT_OWN if (part := getattr(place, name)) is not None}
    if place.sha256 != home.sha256 or place.document != home.name:
        packed |= {"document": place.document, "sha256": place.sha256}
    return packed


@cache
def unpacker(kind: Any) -> Unpack:
    """The function that makes a value of an annotated type out of what its packer gave."""
    origin = get_origin(kind)
    if origin in (UnionType, Union):
        inner = unpacker(_known(kind))
        return lambda packed, home: None if packed is None else inner(packed, home)
    if origin is tuple:
        item = unpacker(get_args(kind)[0])
        return lambda packed, home: tuple(item(part, home) for part in packed)
    if kind in LEAVES:
        return LEAVES[kind][1]
    return _record_unpacker(kind) if is_dataclass(kind) else _unpack_member(kind)


def _unpack_member(kind: Any) -> Unpack:
    return (lambda packed, _: kind(packed)) if _is_enumeration(kind) else (lambda packed, _: packed)


def _is_enumeration(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _member(member: Enum, _: Source) -> Any:
    return member.value


def _record_unpacker(kind: Any) -> Unpack:
    parts = {name: unpacker(hint) for name, hint in field_types(kind).items()}
    return lambda packed, home: kind(**{name: parts[name](part, home) for name, part in packed.items()})


def unpack_place(packed: dict[str, Any], home: Source) -> Place:
    """The place that `pack_place` turned into `packed`."""
    return Place(**{"document": home.name, "sha256": home.sha256} | packed)


def pack_text(text: LocatedText, _: Source) -> list[Any]:
    """A text and where its stretches stand, as a list: there are thousands of them."""
    return [text.text, [[s.start, s.line, s.column, s.page] for s in text.segments]]


def unpack_text(packed: list[Any], _: Source) -> LocatedText:
    """The text that `pack_text` turned into `packed`."""
    return LocatedText(packed[0], tuple(Segment(*part) for part in packed[1]))


LEAVES: dict[Any, tuple[Pack, Unpack]] = {
    LocatedText: (pack_text, unpack_text),
    Place: (pack_place, unpack_place),
    Segment: (lambda segment, _: [segment.start, segment.line, segment.column, segment.page], lambda p, _: Segment(*p)),
    Decimal: (lambda number, _: str(number), lambda packed, _: Decimal(packed)),
}
