"""Reading plans and readings back, on a connection."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from kuanggui.model.box import Box, BoxCell, BoxRow
from kuanggui.model.document import Document, Source
from kuanggui.model.plan import Plan
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.stored import StoredPlan
from kuanggui.model.reading import Reading
from kuanggui.storage.schema import tables
from kuanggui.storage.schema.records import RecordTable

Key = tuple[Any, ...]


def entries(connection: Connection) -> list[StoredPlan]:
    """The current version of every plan, latest import first."""
    latest_first = (tables.documents.c.imported_at.desc(), tables.versions.c.id.desc())
    return [_entry(row) for row in connection.execute(_versions().order_by(*latest_first)).mappings()]


def entry_of_document(connection: Connection, sha256: str) -> StoredPlan | None:
    """The plan that was read from the file with this hash."""
    row = connection.execute(_versions().where(tables.documents.c.sha256 == sha256)).mappings().first()
    return _entry(row) if row else None


def _versions() -> Select[Any]:
    """The versions that the database holds for true now, each with its document."""
    joined = tables.versions.join(tables.documents)
    document = [column.label(f"file_{column.name}") for column in tables.documents.c]
    return select(tables.versions, *document).select_from(joined).where(tables.versions.c.recorded_to.is_(None))


def _entry(row: RowMapping) -> StoredPlan:
    return StoredPlan(
        id=row["plan_id"],
        version=row["number"],
        title=row["title"],
        level=Level(row["level"]) if row["level"] else None,
        region=row["region"],
        period=None
        if row["planning_period_from"] is None
        else (row["planning_period_from"], row["planning_period_to"]),
        document=row["file_name"],
        sha256=row["file_sha256"],
        imported_at=row["file_imported_at"],
    )


def head(connection: Connection, plan_id: str) -> Plan:
    """The current version of a plan without its items."""
    return _head(_version(connection, plan_id))


def _head(row: RowMapping) -> Plan:
    source = _source(row)
    fields = {
        name: field.read([row[column] for column, _ in field.columns], source) for name, field in tables.HEAD.items()
    }
    return Plan(id=row["plan_id"], source=source, **fields)


def plan(connection: Connection, plan_id: str) -> Plan:
    """The current version of a plan."""
    row = _version(connection, plan_id)
    source = _source(row)
    items: dict[str, Any] = {
        name: tuple(_records(connection, records, row["id"], source)) for name, records in tables.ITEMS.items()
    }
    return replace(_head(row), **items)


def reading(connection: Connection, plan_id: str) -> Reading:
    """What was read from the plan's document; the raw blocks of the file are not kept."""
    row = _version(connection, plan_id)
    source, owner = _source(row), row["document_id"]
    parts = {name: tuple(_records(connection, records, owner, source)) for name, records in tables.READING.items()}
    return Reading(
        document=Document(source, ()),
        title=row["file_title"],
        region=row["file_region"],
        boxes=_boxes(connection, owner, source),
        **parts,
    )


def _version(connection: Connection, plan_id: str) -> RowMapping:
    return connection.execute(_versions().where(tables.versions.c.plan_id == plan_id)).mappings().one()


def _source(row: RowMapping) -> Source:
    return Source(
        name=row["file_name"],
        sha256=row["file_sha256"],
        size=row["file_size"],
        media_type=row["file_media_type"],
        reader=row["file_reader"],
        encoding=row["file_encoding"],
        notes=tuple(row["file_notes"]),
    )


def _rows(connection: Connection, records: RecordTable, owner: int) -> list[dict[str, Any]]:
    columns = records.table.c
    query = select(records.table).where(columns[records.owner] == owner)
    if "recorded_to" in columns:
        query = query.where(columns.recorded_to.is_(None))
    return [dict(row) for row in connection.execute(query.order_by(columns.seq)).mappings()]


def _records(connection: Connection, records: RecordTable, owner: int, source: Source) -> list[Any]:
    return [records.record(**records.values(row, source)) for row in _rows(connection, records, owner)]


def _boxes(connection: Connection, owner: int, source: Source) -> tuple[Box, ...]:
    cells = defaultdict[Key, list[BoxCell]](list)
    for row in _rows(connection, tables.box_cells, owner):
        cells[row["box"], row["part"], row["row"]].append(BoxCell(**tables.box_cells.values(row, source)))
    rows = defaultdict[Key, list[BoxRow]](list)
    for row in _rows(connection, tables.box_rows, owner):
        own = tuple(cells[row["box"], row["part"], row["seq"]])
        rows[row["box"], row["part"]].append(BoxRow(cells=own, **tables.box_rows.values(row, source)))
    return tuple(
        Box(**fields, header=tuple(rows[fields["id"], "header"]), rows=tuple(rows[fields["id"], "body"]))
        for fields in (tables.boxes.values(row, source) for row in _rows(connection, tables.boxes, owner))
    )
