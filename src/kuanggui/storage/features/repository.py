"""Versions of features in two times. Nothing is deleted: a change closes rows and adds others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select, text

from kuanggui.errors import ConflictError, StoreError
from kuanggui.model.feature import Change, Feature, FeatureQuery, FeatureVersion, Shape, Window
from kuanggui.storage.features import search
from kuanggui.storage.features.box import NOTHING, Derived
from kuanggui.storage.features.rows import from_row, to_row
from kuanggui.storage.schema.history import features
from kuanggui.storage.writer import Writer

Row = dict[str, Any]
KEYS = ("id", "recorded_from", "recorded_to", "entry", "closed_by", "digest")
FEW = 500  # features asked for in one statement
STATISTICS = {2 * FEW, 20 * FEW, 100 * FEW}


@dataclass(frozen=True, slots=True)
class SqlFeatures:
    """The features of all plans; without a writer they can only be read."""

    connection: Connection
    writer: Writer | None = None

    def find(self, query: FeatureQuery) -> Iterator[FeatureVersion]:
        """Versions that a query asks for, by plan, id and time."""
        statement = search.find(query, self.connection.dialect.name)
        with closing(self.connection.execute(statement.execution_options(yield_per=2000))) as rows:
            names = tuple(rows.keys())
            for row in rows:
                yield from_row(dict(zip(names, row, strict=True)))

    def only(self, query: FeatureQuery, other: FeatureQuery) -> Iterator[FeatureVersion]:
        """Versions that a query asks for and another does not: what stays the same between two days is not even read."""
        statement = search.only(query, other, self.connection.dialect.name)
        return (from_row(dict(row)) for row in self.connection.execute(statement).mappings())

    def count(self, query: FeatureQuery) -> int:
        """How many versions a query asks for, whatever page of them."""
        return self.connection.scalar(search.count(query, self.connection.dialect.name)) or 0

    def extent(self, query: FeatureQuery) -> Window | None:
        """A window around all that a query asks for; None where nothing of it is drawn."""
        west, south, east, north = self.connection.execute(search.extent(query, self.connection.dialect.name)).one()
        return (
            None if west is None or south is None or east is None or north is None else Window(west, south, east, north)
        )

    def history(self, plan: str, feature: str) -> list[FeatureVersion]:
        """Every version ever recorded of a feature, in the order of recording."""
        columns = features.c
        query = select(*search.WHOLE).where(columns.plan_id == plan, columns.feature == feature)
        return [from_row(dict(row)) for row in self.connection.execute(query.order_by(columns.id)).mappings()]

    def has_source(self, plan: str, sha256: str) -> bool:
        """Whether features of a plan were read from the file with this hash."""
        pattern = features.c.source["sha256"].as_string() == sha256
        query = select(features.c.id).where(features.c.plan_id == plan, pattern).limit(1)
        return self.connection.execute(query).first() is not None

    def add(self, plan: str, new: Iterable[Feature], valid_from: date, adjustment: str | None = None) -> int:
        """Put new features in force from a day; gives their number. Raises ConflictError when an id is in use."""
        writer, count = self._writing(), 0
        for some in batches(new, FEW):
            self._refuse_known(plan, some)
            common = {"plan_id": plan, "version": 1, "adjustment": adjustment, "predecessors": []}
            writer.history(features, self._rows(some, common | {"valid_from": valid_from, "valid_to": None}))
            count += len(some)
            if count in STATISTICS:  # a planner that takes the table for empty reads all of it for every question
                self.connection.execute(text(f"ANALYZE {features.name}"))
        return count

    def apply(self, plan: str, changes: Sequence[Change], day: date, adjustment: str) -> None:
        """Carry changes out from a day on. Raises ConflictError when a feature has changed since the change was drawn."""
        for some in apart(changes, FEW):
            self._apply(plan, some, day, adjustment)

    def _apply(self, plan: str, changes: Sequence[Change], day: date, adjustment: str) -> None:
        """Changes of which no two speak of one feature."""
        writer, common = (
            self._writing(),
            {"plan_id": plan, "adjustment": adjustment, "valid_from": day, "valid_to": None},
        )
        lasting = self._lasting(plan, [feature for change in changes for feature, _ in change.before])
        known = self._known(plan, [feature.id for change in changes for feature in change.after])
        closed, rows = list[int](), list[Row]()
        after = iter(self._rows([feature for change in changes for feature in change.after], common))
        for change in changes:
            old = {feature: _latest(lasting.get(feature), feature, version, day) for feature, version in change.before}
            new = [feature.id for feature in change.after]
            ended = _ended([key for key in new if key not in old], known, day)
            closed += [row["id"] for row in old.values()]
            rows += [_until(row, day) for row in old.values() if row["valid_from"] < day]
            versions = ended | {feature: row["version"] + 1 for feature, row in old.items()}
            for key in new:
                predecessors = [feature for feature in old if feature != key]
                rows.append(next(after) | {"version": versions.get(key, 1), "predecessors": predecessors})
        writer.close(features, closed)
        writer.history(features, rows)

    def _lasting(self, plan: str, ids: Sequence[str]) -> dict[str, Row]:
        """The rows of features that have no end yet, by feature."""
        columns = features.c
        query = select(*search.WHOLE).where(
            columns.plan_id == plan, columns.feature.in_(ids), columns.recorded_to.is_(None), columns.valid_to.is_(None)
        )
        return {row["feature"]: dict(row) for row in self.connection.execute(query).mappings()} if ids else {}

    def _known(self, plan: str, ids: Sequence[str]) -> dict[str, list[tuple[int, date | None]]]:
        """Version and end of every row of features as known now, by feature."""
        columns = features.c
        query = select(columns.feature, columns.version, columns.valid_to).where(
            columns.plan_id == plan, columns.feature.in_(ids), columns.recorded_to.is_(None)
        )
        found = dict[str, list[tuple[int, date | None]]]()
        for row in self.connection.execute(query) if ids else ():
            found.setdefault(row.feature, []).append((row.version, row.valid_to))
        return found

    def _refuse_known(self, plan: str, new: Sequence[Feature]) -> None:
        ids = [feature.id for feature in new]
        twice = next((each for each in ids if ids.count(each) > 1), None) if len({*ids}) < len(ids) else None
        query = select(features.c.feature).where(features.c.plan_id == plan, features.c.feature.in_(ids)).limit(1)
        known = twice or (self.connection.scalar(query) if ids else None)
        if known is not None:
            raise ConflictError(f"{known}: 编号在本规划中已使用；请改编号，或用 kuanggui adjust 调整原有的一个")

    def _rows(self, some: Sequence[Feature], common: Row) -> list[Row]:
        derived = _derive([feature.shape for feature in some])
        return [common | to_row(feature, each) for feature, each in zip(some, derived, strict=True)]

    def _writing(self) -> Writer:
        if self.writer is None:
            raise StoreError("数据库只读，无法写入；请检查文件和目录的写权限")
        return self.writer


def _latest(row: Row | None, feature: str, version: int, day: date) -> Row:
    """The row to be superseded, if it is still the one that the change was drawn on and begins no later than the day."""
    if row is None:
        raise ConflictError(f"{feature}: 已不在现行规划中（可能已注销、拆分或合并）；请重新拟定调整")
    if row["version"] != version:
        raise ConflictError(
            f"{feature}: 拟定后又有变更（拟定时第 {version} 版，现为第 {row['version']} 版）；请重新拟定"
        )
    if row["valid_from"] > day:
        raise ConflictError(f"{feature}: 现行版本自 {row['valid_from']} 起生效，晚于 {day}；请改用更晚的生效日期")
    return row


def _ended(ids: Sequence[str], known: dict[str, list[tuple[int, date | None]]], day: date) -> dict[str, int]:
    """The next version of features that were in force once and come back; raises ConflictError for those that still are."""
    for key in ids:
        in_force = any(end is None or end > day for _, end in known.get(key, ()))
        if in_force or ids.count(key) > 1:
            raise ConflictError(f"{key}: 编号在本规划中已使用；请改编号，或调整原有的一个")
    return {key: max(version for version, _ in known[key]) + 1 for key in ids if key in known}


def apart(changes: Iterable[Change], size: int) -> Iterator[list[Change]]:
    """The changes in order, in lists of at most `size` in none of which a feature is spoken of twice."""
    some, spoken = list[Change](), set[str]()
    for change in changes:
        mine = {feature for feature, _ in change.before} | {feature.id for feature in change.after}
        if some and (len(some) == size or mine & spoken):
            yield some
            some, spoken = [], set()
        some.append(change)
        spoken |= mine
    if some:
        yield some


def _derive(shapes: Sequence[Shape]) -> list[Derived]:
    """Box and area of each shape; the libraries for geometry are loaded only where one is drawn, as text alone has none."""
    if all(shape.wkb is None for shape in shapes):
        return [NOTHING] * len(shapes)
    from kuanggui.storage.features.derived import derive  # noqa: PLC0415

    return derive(shapes)


def _until(row: Row, day: date) -> Row:
    """The row again, its validity now ended."""
    return {name: value for name, value in row.items() if name not in KEYS} | {"valid_to": day}


def batches(items: Iterable[Feature], size: int) -> Iterator[list[Feature]]:
    """The items in lists of a size, the last one shorter."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
