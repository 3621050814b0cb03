"""Going through the audit trail and everything it covers, to find what was changed behind its back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, select

from kuanggui.model.trail import Break, TrailEntry, Verified, Written
from kuanggui.storage import trail
from kuanggui.storage.canonical import START, digest_of
from kuanggui.storage.schema.history import HISTORY
from kuanggui.storage.schema.records import metadata
from kuanggui.storage.writer import Digest, closing_of

SHOWN = ("feature", "item", "adjustment", "user", "name", "feedback", "plan", "sha256")
UNCOVERED = {"trail_entries", "feedback_contacts"}


def verify(connection: Connection) -> Verified:
    """Check every hash of the chain and every row that it covers; breaks come in the order of the trail, then what none covers."""
    previous, number, breaks = START, 0, list[Break]()
    covered = dict[tuple[str, str], set[int | str]]()
    for entry in trail.entries(connection):
        number += 1
        breaks.extend(_broken_entry(entry, number, previous))
        for part in entry.content:
            covered.setdefault((part.table, part.column), set()).add(part.value)
            breaks.extend(_broken_rows(connection, entry.number, part))
        previous = entry.hash
    breaks.extend(_uncovered(connection, covered))
    return Verified(number, previous, tuple(breaks))


def _broken_entry(entry: TrailEntry, number: int, previous: str) -> Iterator[Break]:
    record = f"留痕第 {entry.number} 条"
    if entry.number != number:
        yield Break(number, f"留痕第 {number} 条", "缺失")
    if entry.previous != previous:
        yield Break(entry.number, record, "与前一条的哈希不相接")
    fields = {name: getattr(entry, name) for name in trail.NAMES} | {"content": [asdict(p) for p in entry.content]}
    if trail.hash_of(fields) != entry.hash:
        yield Break(entry.number, record, "内容与哈希不符")


def _broken_rows(connection: Connection, number: int, part: Written) -> Iterator[Break]:
    table = metadata.tables.get(part.table)
    if table is None or part.column not in table.c:
        yield Break(number, f"{part.table} 表", "不存在")
        return
    closing = part.column == "closed_by"
    total, wrong = Digest(), 0
    query = select(table).where(table.c[part.column] == part.value).order_by(table.c.id)
    for row in connection.execute(query.execution_options(yield_per=2000)).mappings():
        digest = closing_of(row["id"], row["recorded_to"]) if closing else digest_of(dict(row))
        if not closing and part.table in HISTORY and digest != row["digest"]:
            wrong += 1
            yield Break(number, _record(table, dict(row)), "内容被改动")
        total.add(digest)
    if total.rows != part.rows:
        yield Break(number, f"{part.table} 表", f"应有 {part.rows} 行，现有 {total.rows} 行")
    elif total.hexdigest() != part.sha256 and not wrong:
        yield Break(number, f"{part.table} 表（{part.column} = {part.value}）", "内容被改动")


def _record(table: Table, row: dict[str, Any]) -> str:
    name = next((str(row[column]) for column in SHOWN if row.get(column)), "")
    return f"{table.name} 第 {row['id']} 行 {name}".rstrip()


def _uncovered(connection: Connection, covered: dict[tuple[str, str], set[int | str]]) -> Iterator[Break]:
    """Rows that no entry of the trail speaks of."""
    for table in metadata.sorted_tables:
        for column in scopes(table):
            known = covered.get((table.name, column), set())
            found = connection.scalars(select(table.c[column]).distinct().where(table.c[column].is_not(None)))
            for value in sorted({*found} - known, key=str):
                yield Break(None, f"{table.name} 表（{column} = {value}）", "没有留痕")


def scopes(table: Table) -> tuple[str, ...]:
    """The columns by whose values entries of the trail cover the rows of a table."""
    if table.name in UNCOVERED:
        return ()
    if table.name in HISTORY:
        return ("entry", "closed_by")
    owner = next((name for name in ("version_id", "document_id") if name in table.c), "id")
    return ("id",) if table.name == "plan_versions" else (owner,)
