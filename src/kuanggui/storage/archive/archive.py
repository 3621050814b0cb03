"""Reading every table to its end, and filling an empty database with what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, func, select, text

from kuanggui.errors import StoreError
from kuanggui.model.trail import Signature, Verified
from kuanggui.storage import trail
from kuanggui.storage.archive.cells import MISSING, form_of
from kuanggui.storage.loading import insert_rows
from kuanggui.storage.schema.history import features, files
from kuanggui.storage.schema.records import metadata
from kuanggui.storage.schema.revisions import HEAD
from kuanggui.storage.verify import verify
from kuanggui.storage.writer import Writer

BATCH = 2000
# Kept in files of their own: geometry in a GeoPackage, documents as they are.
APART = {(features.name, "wkb"), (files.name, "content")}
Apart = Callable[[str, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class SqlArchive:
    """A whole database, to be read out or filled. `revision` is that of the schema."""

    connection: Connection
    name: str
    writer: Writer | None = None
    revision: str = HEAD

    def tables(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every table with its columns and their types, those first that others refer to."""
        return [(t.name, [(c.name, form_of(c).kind) for c in _columns(t)]) for t in metadata.sorted_tables]

    def rows(self, table: str) -> Iterator[list[str]]:
        """The rows of a table as text cells in the order of the columns."""
        columns = _columns(metadata.tables[table])
        forms = [form_of(column) for column in columns]
        query = select(*columns).order_by(*metadata.tables[table].primary_key).execution_options(yield_per=BATCH)
        with closing(self.connection.execute(query)) as rows:
            for row in rows:
                cells = zip(row, forms, strict=True)
                yield [MISSING if value is None else _safe(form.write(value)) for value, form in cells]

    def shapes(self) -> Iterator[tuple[dict[str, Any], bytes | None]]:
        """Every version of every feature with its WKB: what a map shows of it."""
        c = features.c
        shown = (c.id, c.plan_id, c.feature, c.version, c.kind, c.name, c.number, c.status, c.minerals, c.adcodes)
        times = (c.geometry_mark, c.area_m2, c.valid_from, c.valid_to, c.recorded_from, c.recorded_to, c.adjustment)
        query = select(*shown, *times, c.wkb).order_by(c.id).execution_options(yield_per=BATCH)
        with closing(self.connection.execute(query)) as rows:
            for row in rows.mappings():
                yield {name: row[name] for name in row if name != "wkb"}, row["wkb"]

    def refuse_filled(self) -> None:
        """Raise StoreError unless the database is empty."""
        for table in metadata.sorted_tables:
            if self.connection.execute(select(*table.primary_key).limit(1)).first() is not None:
                raise StoreError(f"{self.name}: 不是空库；请导入到新的数据库")

    def fill(self, table: str, rows: Iterable[dict[str, str]], apart: Apart) -> int:
        """Put rows of text cells into a table; `apart` gives what is kept elsewhere. Gives their number."""
        target = metadata.tables[table]
        count, batch = 0, list[dict[str, Any]]()
        for row in rows:
            batch.append(_values(target, row, apart))
            if len(batch) == BATCH:
                insert_rows(self.connection, target, batch)
                batch = []
            count += 1
        insert_rows(self.connection, target, batch)
        return count

    def finish(self, signature: Signature) -> Verified:
        """Go on numbering after the rows that came, verify all of it, and put the restoring itself on record."""
        if self.connection.dialect.name == "postgresql":
            _renumber(self.connection)
        verified = verify(self.connection)
        if verified.breaks:
            first = verified.breaks[0]
            raise StoreError(f"{self.name}: 导入的内容与留痕不符，已撤销：{first.record}：{first.wrong}")
        trail.append(self.connection, signature, trail.begin(self.connection, signature.at))
        return verified


def _columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if (table.name, column.name) not in APART]


def _safe(cell: str) -> str:
    """Text that could be taken for the mark of a missing value gets a backslash more."""
    return f"\\{cell}" if cell.startswith("\\") else cell


def _values(table: Table, row: dict[str, str], apart: Apart) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in _columns(table):
        cell = row[column.name]
        whole = cell.removeprefix("\\") if cell.startswith("\\\\") else cell
        values[column.name] = None if cell == MISSING else form_of(column).read(whole)
    for name, kept in APART:
        if name == table.name:
            values[kept] = apart(name, values)
    return values


def _renumber(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        key = next(iter(table.primary_key))
        if not isinstance(key.type, Integer) or key.autoincrement is False:
            continue
        top = connection.scalar(select(func.max(key)))
        if top is not None:
            statement = text("SELECT setval(pg_get_serial_sequence(:table, :key), :top)")
            connection.execute(statement, {"table": table.name, "key": key.name, "top": top})
