"""Adjusted figures of plans in the database: versions in two times, like features. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from kuanggui.errors import ConflictError, StoreError
from kuanggui.model.plain import from_plain, to_plain
from kuanggui.model.plan.value import Figure
from kuanggui.model.target import TargetChange, TargetKey, TargetPart, TargetVersion
from kuanggui.storage.schema.history import targets
from kuanggui.storage.writer import Row, Writer

C = targets.c
KEYS = ("id", "recorded_from", "recorded_to", "entry", "closed_by", "digest")


@dataclass(frozen=True, slots=True)
class SqlTargets:
    """The adjusted figures of all plans; without a writer they can only be read."""

    connection: Connection
    writer: Writer | None = None

    def find(
        self, plan: str, as_of: date | None = None, known_at: datetime | None = None, *, lasting: bool = False
    ) -> list[TargetVersion]:
        """Versions of a plan in force on a day (None: on any), or only `lasting` ones without end, by key and time."""
        conditions = [C.plan_id == plan, _known(known_at)]
        if as_of is not None:
            conditions.append(and_(C.valid_from <= as_of, or_(C.valid_to.is_(None), C.valid_to > as_of)))
        if lasting:
            conditions.append(C.valid_to.is_(None))
        found = [_version(row) for row in self._rows(*conditions)]
        return sorted(found, key=lambda each: (each.key, each.valid_from))

    def history(self, plan: str, key: TargetKey) -> list[TargetVersion]:
        """Every version ever recorded of a figure, in the order of recording."""
        return [_version(row) for row in self._rows(C.plan_id == plan, *_of(key))]

    def apply(self, plan: str, changes: Sequence[TargetChange], day: date, adjustment: str) -> None:
        """Carry changes out from a day on. Raises ConflictError when a figure has changed since the change was drawn."""
        if self.writer is None:
            raise StoreError("数据库只读，无法写入；请检查文件和目录的写权限")
        for change in changes:
            self._apply(self.writer, plan, change, day, adjustment)

    def _apply(self, writer: Writer, plan: str, change: TargetChange, day: date, adjustment: str) -> None:
        lasting = self._rows(C.plan_id == plan, *_of(change.key), C.recorded_to.is_(None), C.valid_to.is_(None))
        now = lasting[0] if lasting else None
        _refuse_stale(change, now, day)
        rows = list[Row]()
        if now is not None:
            writer.close(targets, [now["id"]])
            if now["valid_from"] < day:
                rows.append({name: value for name, value in now.items() if name not in KEYS} | {"valid_to": day})
        writer.history(targets, [*rows, _row(plan, change, day, adjustment)])

    def _rows(self, *conditions: ColumnElement[bool]) -> list[Row]:
        query = select(targets).where(*conditions).order_by(C.id)
        return [dict(row) for row in self.connection.execute(query).mappings()]


def _refuse_stale(change: TargetChange, now: Row | None, day: date) -> None:
    version = now["version"] if now else 0
    if version != change.version:
        raise ConflictError(
            f"{change.key.item}: 拟定后又有变更（拟定时第 {change.version} 版，现为第 {version} 版）；请重新拟定"
        )
    if now and now["valid_from"] > day:
        raise ConflictError(
            f"{change.key.item}: 现行数值自 {now['valid_from']} 起生效，晚于 {day}；请改用更晚的生效日期"
        )


def _known(moment: datetime | None) -> ColumnElement[bool]:
    if moment is None:
        return C.recorded_to.is_(None)
    return and_(C.recorded_from <= moment, or_(C.recorded_to.is_(None), C.recorded_to > moment))


def _of(key: TargetKey) -> tuple[ColumnElement[bool], ...]:
    return (C.part == key.part.value, C.item == key.item, C.field == key.field)


def _row(plan: str, change: TargetChange, day: date, adjustment: str) -> Row:
    return {
        "plan_id": plan,
        "part": change.key.part.value,
        "item": change.key.item,
        "field": change.key.field,
        "version": change.version + 1,
        "value": to_plain(change.new),
        "old": to_plain(change.old),
        "adjustment": adjustment,
        "valid_from": day,
        "valid_to": None,
    }


def _version(row: Mapping[str, Any]) -> TargetVersion:
    return TargetVersion(
        key=TargetKey(TargetPart(row["part"]), row["item"], row["field"]),
        plan=row["plan_id"],
        version=row["version"],
        value=from_plain(Figure, row["value"]),
        old=from_plain(Figure, row["old"]),
        adjustment=row["adjustment"],
        valid_from=row["valid_from"],
        recorded_from=row["recorded_from"],
        valid_to=row["valid_to"],
        recorded_to=row["recorded_to"],
    )
