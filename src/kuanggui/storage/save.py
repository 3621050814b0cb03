"""Writing a reading and its plan, in a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table

from kuanggui.model.box import Box, BoxRow
from kuanggui.model.document import Source
from kuanggui.model.plan import Plan
from kuanggui.model.reading import Reading
from kuanggui.storage.schema import tables
from kuanggui.storage.schema.records import RecordTable
from kuanggui.storage.writer import Row, Writer

PARTS = ("header", "body")


def save_reading(writer: Writer, reading: Reading, imported_at: datetime) -> int:
    """Write a document and all that was read from it; gives the key of the document."""
    source = reading.document.source
    document_id = writer.own(
        tables.documents,
        {
            "sha256": source.sha256,
            "name": source.name,
            "size": source.size,
            "media_type": source.media_type,
            "reader": source.reader,
            "encoding": source.encoding,
            "notes": list(source.notes),
            "title": reading.title,
            "region": reading.region,
            "imported_at": imported_at,
        },
    )
    owner = {"document_id": document_id}
    for name, records in tables.READING.items():
        _insert(writer, records.table, owner, _rows(records, getattr(reading, name), source, owner))
    _save_boxes(writer, reading.boxes, source, owner)
    return document_id


def _save_boxes(writer: Writer, boxes: Sequence[Box], source: Source, owner: dict[str, int]) -> None:
    _insert(writer, tables.boxes.table, owner, _rows(tables.boxes, boxes, source, owner))
    rows, cells = list[Row](), list[Row]()
    for box in boxes:
        for part, part_rows in zip(PARTS, (box.header, box.rows), strict=True):
            key = owner | {"box": box.id, "part": part}
            rows.extend(_rows(tables.box_rows, part_rows, source, key))
            cells.extend(_cell_rows(part_rows, source, key))
    _insert(writer, tables.box_rows.table, owner, rows)
    _insert(writer, tables.box_cells.table, owner, cells)


def _cell_rows(rows: Iterable[BoxRow], source: Source, key: Row) -> Iterator[Row]:
    for number, row in enumerate(rows):
        yield from _rows(tables.box_cells, row.cells, source, key | {"row": number})


def save_plan(writer: Writer, plan: Plan, document_id: int) -> None:
    """Write a plan as the first version of itself."""
    moment = writer.moment
    writer.named(tables.plans, {"id": plan.id, "recorded_at": moment})
    times = {"valid_from": None, "valid_to": None, "recorded_from": moment, "recorded_to": None}
    head: Row = {}
    for name, field in tables.HEAD.items():
        head.update(zip((c for c, _ in field.columns), field.write(getattr(plan, name), plan.source), strict=True))
    version = {"plan_id": plan.id, "number": 1, "document_id": document_id}
    owner = {"version_id": writer.own(tables.versions, version | times | head)}
    for name, records in tables.ITEMS.items():
        _insert(writer, records.table, owner, _rows(records, getattr(plan, name), plan.source, owner | times))


def _rows(records: RecordTable, items: Iterable[Any], home: Source, owner: Mapping[str, Any]) -> list[Row]:
    return [{**owner, "seq": seq, **records.row(item, home)} for seq, item in enumerate(items)]


def _insert(writer: Writer, table: Table, owner: Mapping[str, int], rows: list[Row]) -> None:
    ((column, value),) = owner.items()
    if rows:
        writer.owned(table, column, value, rows)
