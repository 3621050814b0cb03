"""All tables: documents with what was read from them, plans with their versions, and the items of a plan."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint
from sqlalchemy.schema import SchemaItem

from kuanggui.model.box import Box, BoxCell, BoxRow
from kuanggui.model.fact import Breakdown, Change, Fact, Reference, Share
from kuanggui.model.number import NumberToken
from kuanggui.model.outline import Clause, Section
from kuanggui.model.plain import field_types
from kuanggui.model.plan import Plan
from kuanggui.storage.schema.exact import Moment, packed
from kuanggui.storage.schema.fields import field_columns
from kuanggui.storage.schema.records import RecordTable, metadata, record_table

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("encoding", Text),
    Column("notes", packed(), nullable=False),
    Column("title", Text, nullable=False),
    Column("region", Text),
    Column("imported_at", Moment(), nullable=False),
)

HEAD = {
    name: field_columns(name, annotation)
    for name, annotation in field_types(Plan).items()
    if name not in {"id", "source"} and get_origin(annotation) is not tuple
}

plans = Table(
    "plans",
    metadata,
    Column("id", Text, primary_key=True),
    Column("recorded_at", Moment(), nullable=False),
)


def in_force() -> tuple[Column[Any], ...]:
    """When a row is in force (valid time) and when the database held it (transaction time); an open end is NULL."""
    return (
        Column("valid_from", Date),
        Column("valid_to", Date),
        Column("recorded_from", Moment(), nullable=False),
        Column("recorded_to", Moment()),
    )


versions = Table(
    "plan_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", ForeignKey("plans.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    *in_force(),
    *(Column(name, kind(), nullable=field.nullable) for field in HEAD.values() for name, kind in field.columns),
    UniqueConstraint("plan_id", "number"),
)


def _of_document() -> tuple[SchemaItem, ...]:
    return (
        Column("id", Integer, primary_key=True),
        Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    )


def _of_version() -> tuple[SchemaItem, ...]:
    return (
        Column("id", Integer, primary_key=True),
        Column("version_id", ForeignKey("plan_versions.id"), nullable=False, index=True),
        *in_force(),
    )


def _of_box(*more: SchemaItem) -> tuple[SchemaItem, ...]:
    return (*_of_document(), Column("box", Text, nullable=False), Column("part", Text, nullable=False), *more)


READING: dict[str, RecordTable] = {
    name: record_table(table, record, _of_document())
    for name, table, record in (
        ("sections", "sections", Section),
        ("clauses", "clauses", Clause),
        ("numbers", "numbers", NumberToken),
        ("facts", "facts", Fact),
        ("breakdowns", "breakdowns", Breakdown),
        ("changes", "changes", Change),
        ("shares", "shares", Share),
        ("references", "cross_references", Reference),
    )
}
boxes = record_table("boxes", Box, _of_document(), leave_out=frozenset({"header", "rows"}))
box_rows = record_table("box_rows", BoxRow, _of_box(), leave_out=frozenset({"cells"}))
box_cells = record_table("box_cells", BoxCell, _of_box(Column("row", Integer, nullable=False)))

ITEMS: dict[str, RecordTable] = {
    name: record_table(name, get_args(annotation)[0], _of_version())
    for name, annotation in field_types(Plan).items()
    if get_origin(annotation) is tuple
}
