"""Which columns a layer is written with: those of the catalogue, with type and length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.errors import InputError
from kuanggui.model.package import Feature, Value
from kuanggui.regulation.standards import FieldEntry, FieldType, LayerEntry

LONGEST_TEXT = 254  # bytes in a .dbf field
_SHORTEST_TEXT = 10
_INTEGER_DIGITS, _DECIMAL_DIGITS, _DECIMALS = 10, 18, 4
_SQUARE_KILOMETRES = 4  # decimals of an area in km², as registered


@dataclass(frozen=True, slots=True)
class Column:
    """A column: field code, type, length in bytes, decimals."""

    code: str
    type: FieldType
    length: int
    decimals: int = 0


def choose_columns(layer: LayerEntry, features: Sequence[Feature], encoding: str) -> list[Column]:
    """A column for each field, one that stands in for another only where it has values; unknown fields of the data are left out."""
    used = {code for feature in features for code, value in feature.values.items() if value is not None}
    entries = [entry for entry in layer.fields if entry.instead_of is None or entry.code in used]
    return [_column(entry, [feature.values.get(entry.code) for feature in features], encoding) for entry in entries]


def _column(entry: FieldEntry, values: Sequence[Value], encoding: str) -> Column:
    kind = entry.type or _type_of(values)
    match kind:
        case FieldType.INTEGER:
            return Column(entry.code, kind, entry.length or _INTEGER_DIGITS)
        case FieldType.DECIMAL:
            decimals = _SQUARE_KILOMETRES if entry.unit == "km2" else _DECIMALS
            return Column(
                entry.code,
                kind,
                entry.length or _DECIMAL_DIGITS,
                decimals if entry.decimals is None else entry.decimals,
            )
        case FieldType.DATE:
            return Column(entry.code, kind, 8)
        case FieldType.TEXT:
            longest = max(
                (len(str(value).encode(encoding, "replace")) for value in values if value is not None), default=0
            )
            length = entry.length or max(longest, _SHORTEST_TEXT)
            return Column(entry.code, kind, min(length, LONGEST_TEXT))


def _type_of(values: Sequence[Value]) -> FieldType:
    given = [value for value in values if value is not None]
    if given and all(isinstance(value, int) for value in given):
        return FieldType.INTEGER
    return FieldType.DECIMAL if given and all(isinstance(value, int | Decimal) for value in given) else FieldType.TEXT


def check_fits(column: Column, value: Value, encoding: str, where: str) -> None:
    """Raises InputError when a text is longer than its column or has characters that the encoding lacks; nothing is cut off in silence."""
    if column.type is not FieldType.TEXT or value is None:
        return
    try:
        length = len(str(value).encode(encoding))
    except UnicodeEncodeError as error:
        raise InputError(
            f"{where}：{column.code} 有 {encoding} 所无的字 {error.object[error.start]!r}；请改字或改用 GeoPackage"
        ) from error
    if length > column.length:
        raise InputError(
            f"{where}：{column.code} 有 {length} 字节，超过字段长度 {column.length}；请缩短或改用 GeoPackage"
        )
