"""Tables whose rows are records: columns follow from the record's fields, so that nothing of a record can be left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.schema import SchemaItem

from kuanggui.model.document import Source
from kuanggui.model.plain import field_types
from kuanggui.storage.schema.fields import FieldColumns, field_columns

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
}
metadata = MetaData(naming_convention=NAMES)


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table of records of one class. `owner` is the column that says whose rows they are, `seq` keeps their order."""

    table: Table
    record: Any
    fields: dict[str, FieldColumns]
    columns: tuple[str, ...]
    owner: str

    def row(self, record: Any, home: Source) -> dict[str, Any]:
        """The columns of a record, without those of the owner."""
        values: list[Any] = []
        for name, field in self.fields.items():
            values += field.write(getattr(record, name), home)
        return dict(zip(self.columns, values, strict=True))

    def values(self, row: Mapping[str, Any], home: Source) -> dict[str, Any]:
        """The fields that a row holds."""
        return {
            name: field.read([row[column] for column, _ in field.columns], home) for name, field in self.fields.items()
        }


def record_table(
    name: str, record: Any, keys: Sequence[SchemaItem], *, leave_out: frozenset[str] = frozenset()
) -> RecordTable:
    """A table for the records of a class: its key columns (the owner first), `seq`, and the columns of every field."""
    fields = {
        field: field_columns(column_name(field), annotation)
        for field, annotation in field_types(record).items()
        if field not in leave_out
    }
    table = Table(name, metadata, *keys, Column("seq", Integer, nullable=False), *_columns(fields))
    owner = next(item.name for item in keys if isinstance(item, Column) and item.foreign_keys)
    columns = tuple(column for field in fields.values() for column, _ in field.columns)
    return RecordTable(table, record, fields, columns, owner)


def column_name(field: str) -> str:
    """The column for a field; the id of a record is its key within a plan, not the key of the row."""
    return "item" if field == "id" else field


def _columns(fields: dict[str, FieldColumns]) -> Iterator[Column[Any]]:
    for field in fields.values():
        for column, kind in field.columns:
            yield Column(column, kind(), nullable=field.nullable)
