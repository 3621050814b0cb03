"""Adjustments in the database: the content as a file of its own, bound by its hash, and a row for every step."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection

from kuanggui.model.adjustment import Adjustment, AdjustmentState, Remark
from kuanggui.model.feature import Change, ChangeKind
from kuanggui.model.feature.plain import feature_from_plain, plain_feature
from kuanggui.model.plain import from_plain, to_plain
from kuanggui.model.target import TargetChange
from kuanggui.storage.canonical import canonical
from kuanggui.storage.files import SqlFiles
from kuanggui.storage.schema.history import adjustments
from kuanggui.storage.versioned import Versioned
from kuanggui.storage.writer import Row, Writer

CONTENT = ("plan", "type", "title", "reason", "basis", "attachments", "author", "undoes")


@dataclass(frozen=True, slots=True)
class SqlAdjustments:
    """All adjustments; without a writer they can only be read."""

    connection: Connection
    writer: Writer | None = None

    @property
    def _rows(self) -> Versioned:
        return Versioned(self.connection, adjustments, "adjustment", self.writer)

    @property
    def _files(self) -> SqlFiles:
        return SqlFiles(self.connection, self.writer)

    def all(self, plan: str | None = None) -> list[Adjustment]:
        """Every adjustment, of a plan if one is given, as it stands now, by id."""
        rows = self._rows.current() if plan is None else self._rows.current(plan_id=plan)
        return [self._adjustment(row) for row in rows]

    def get(self, key: str) -> Adjustment | None:
        """An adjustment as it stands now."""
        row = self._rows.get(key)
        return None if row is None else self._adjustment(row)

    def history(self, key: str) -> list[Adjustment]:
        """Every step of an adjustment, the first first."""
        return [self._adjustment(row) for row in self._rows.history(key)]

    def put(self, adjustment: Adjustment, expected: int) -> Adjustment:
        """Keep a step after the one with version `expected` (0: none). Raises ConflictError when another came first."""
        content = self._files.put(f"{adjustment.id}.json", canonical(_content(adjustment)).encode())
        row = {
            "plan_id": adjustment.plan,
            "state": adjustment.state.value,
            "content": content,
            "by": adjustment.by,
            "comment": adjustment.comment,
            "effective_on": adjustment.effective_on,
            "remarks": [asdict(remark) for remark in adjustment.remarks],
        }
        version = self._rows.put(adjustment.id, row, expected)
        return replace(adjustment, version=version)

    def _adjustment(self, row: Row) -> Adjustment:
        content = json.loads(self._files.get(row["content"]))
        known = from_plain(
            Adjustment, {name: content[name] for name in CONTENT} | {"id": row["adjustment"], "changes": []}
        )
        return replace(
            known,
            changes=tuple(_change(change) for change in content["changes"]),
            targets=tuple(from_plain(TargetChange, each) for each in content.get("targets", ())),
            state=AdjustmentState(row["state"]),
            version=row["version"],
            by=row["by"],
            at=row["recorded_from"],
            comment=row["comment"],
            effective_on=row["effective_on"],
            remarks=tuple(Remark(**remark) for remark in row["remarks"]),
        )


def _content(adjustment: Adjustment) -> dict[str, Any]:
    """What is drafted, as plain data; the way it goes is kept beside it."""
    plain = {name: to_plain(getattr(adjustment, name)) for name in CONTENT}
    plain["changes"] = [_plain_change(change) for change in adjustment.changes]
    # Left out where there are none, so that content kept before there were any has the same hash at its next step.
    return plain | ({"targets": to_plain(adjustment.targets)} if adjustment.targets else {})


def _plain_change(change: Change) -> dict[str, Any]:
    after = [plain_feature(feature) for feature in change.after]
    return {"kind": change.kind.value, "before": [list(each) for each in change.before], "after": after}


def _change(plain: dict[str, Any]) -> Change:
    before = tuple((feature, version) for feature, version in plain["before"])
    return Change(ChangeKind(plain["kind"]), before, tuple(feature_from_plain(each) for each in plain["after"]))
