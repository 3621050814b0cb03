"""How a field of a record lies in columns: what a planner asks for in columns of its own, the rest of a value as JSON beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.types import TypeEngine

from kuanggui.model.document import Source
from kuanggui.model.fact import Period
from kuanggui.model.located import LocatedText
from kuanggui.model.place import Place
from kuanggui.model.plan.value import Figure, Word, Years
from kuanggui.model.quantity import Quantity
from kuanggui.storage.packing import Path, pack_text, packer, unpack_place, unpack_text, unpacker
from kuanggui.storage.schema.exact import Exact, packed

Kind = Callable[[], TypeEngine[Any]]
SCALARS: dict[Any, Kind] = {str: Text, int: Integer, bool: Boolean, Decimal: Exact}


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """The columns of one field. `write` gives their values in order, `read` makes the field's value out of them."""

    columns: tuple[tuple[str, Kind], ...]
    write: Callable[[Any, Source], Sequence[Any]]
    read: Callable[[Sequence[Any], Source], Any]
    nullable: bool = False


@cache
def field_columns(name: str, annotation: Any) -> FieldColumns:
    """The columns for a field of an annotated type."""
    if get_origin(annotation) in (UnionType, Union):
        (known,) = [part for part in get_args(annotation) if part is not NoneType]
        return _optional(field_columns(name, known))
    if annotation in SCALARS:
        return FieldColumns(((name, SCALARS[annotation]),), lambda value, _: (value,), lambda row, _: row[0])
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return FieldColumns(((name, Text),), lambda value, _: (value.value,), lambda row, _: annotation(row[0]))
    if annotation is Place:
        return _whole_place(PLACE)
    if annotation is LocatedText:
        return _located(name)
    return _split(annotation, SPLITS[annotation](name)) if annotation in SPLITS else _json(name, annotation)


def _optional(inner: FieldColumns) -> FieldColumns:
    blank = (None,) * len(inner.columns)
    return replace(
        inner,
        nullable=True,
        write=lambda value, home: blank if value is None else inner.write(value, home),
        read=lambda row, home: None if all(part is None for part in row) else inner.read(row, home),
    )


def _json(name: str, annotation: Any) -> FieldColumns:
    pack, unpack = packer(annotation), unpacker(annotation)
    return FieldColumns(
        ((name, packed),),
        lambda value, home: (pack(value, home) if pack else value,),
        lambda row, home: unpack(row[0], home),
    )


def _split(annotation: Any, parts: dict[Path, tuple[str, Kind]]) -> FieldColumns:
    """Columns for some parts of a record, found by their path in it, and one JSON column (path `()`) for what is left."""
    paths = [path for path in parts if path]
    pack, unpack = packer(annotation, frozenset(paths)), unpacker(annotation)
    take = [_getter(path) for path in paths]
    assert pack is not None

    def write(value: Any, home: Source) -> Sequence[Any]:
        return [*(get(value) for get in take), pack(value, home)]

    def read(row: Sequence[Any], home: Source) -> Any:
        stored = row[-1]
        for path, value in zip(paths, row, strict=False):
            _put(stored, path, value)
        return unpack(stored, home)

    return FieldColumns(tuple(parts.values()), write, read, nullable=True)


def _getter(path: Path) -> Callable[[Any], Any]:
    """The function that finds a part; None where the way to it breaks off."""
    if len(path) == 1:
        return attrgetter(path[0])
    first, rest = attrgetter(path[0]), _getter(path[1:])
    return lambda value: None if (inner := first(value)) is None else rest(inner)


def _whole_place(columns: dict[str, tuple[str, Kind]]) -> FieldColumns:
    """A place lies in columns altogether; its document only when it is another than the plan's own."""
    own = attrgetter(*(name for name in columns if name not in {"document", "sha256"}))
    blank = (None, None)

    def write(place: Place, home: Source) -> Sequence[Any]:
        is_home = place.sha256 == home.sha256 and place.document == home.name
        return [*own(place), *(blank if is_home else (place.document, place.sha256))]

    def read(row: Sequence[Any], home: Source) -> Place:
        stored = zip(columns, row, strict=True)
        return unpack_place({name: value for name, value in stored if value is not None}, home)

    return FieldColumns(tuple(columns.values()), write, read, nullable=True)


def _put(stored: dict[str, Any], path: Path, value: Any) -> None:
    if value is None:
        return
    for key in path[:-1]:
        stored = stored.setdefault(key, {})
    stored[path[-1]] = value


PLACE: dict[str, tuple[str, Kind]] = {
    "line": ("line", Integer),
    "start": ("char_start", Integer),
    "end": ("char_end", Integer),
    "quote": ("quote", Text),
    "page": ("page", Integer),
    "table": ("box_label", Text),
    "row": ("box_row", Integer),
    "column": ("box_column", Text),
    "document": ("other_document", Text),
    "sha256": ("other_sha256", Text),
}


def _text(name: str) -> dict[Path, tuple[str, Kind]]:
    return {("text",): (name, Text), (): (f"{name}_source", packed)}


def _located(name: str) -> FieldColumns:
    return FieldColumns(
        ((name, Text), (f"{name}_source", packed)),
        pack_text,
        lambda row, home: unpack_text(list(row), home),
        nullable=True,
    )


def _span(name: str) -> dict[Path, tuple[str, Kind]]:
    return {("start",): (f"{name}_from", Integer), ("end",): (f"{name}_to", Integer), (): (f"{name}_source", packed)}


def _quantity(name: str, *within: str) -> dict[Path, tuple[str, Kind]]:
    return {
        (*within, "low"): (f"{name}_low", Exact),
        (*within, "high"): (f"{name}_high", Exact),
        (*within, "unit", "name"): (f"{name}_unit", Text),
        (): (f"{name}_source", packed),
    }


SPLITS: dict[Any, Callable[[str], dict[Path, tuple[str, Kind]]]] = {
    Word: _text,
    Years: _span,
    Period: _span,
    Quantity: _quantity,
    Figure: lambda name: _quantity(name, "quantity"),
}
