"""An adjustment in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from typing import Any

from kuanggui.app.difference.features import describe_change
from kuanggui.app.difference.plans import LABELS, content
from kuanggui.app.opening import for_reading
from kuanggui.app.ports import Work
from kuanggui.model.adjustment import Adjustment
from kuanggui.model.feature import Feature
from kuanggui.model.feature.plain import plain_feature
from kuanggui.model.plain import to_plain
from kuanggui.model.target import TargetChange, targets_of


def describe_changes(database: str, adjustment: Adjustment) -> list[str]:
    """One line for each change: what was, and what comes."""
    with closing(for_reading(database)) as store, store.reading() as work:
        lines = list[str]()
        for change in adjustment.changes:
            before: list[Feature] = []
            for feature, version in change.before:
                past = work.features.history(adjustment.plan, feature)
                before += [each.feature for each in past if each.version == version][:1]
            lines += describe_change(tuple(before), change.after)
        return [*lines, *describe_targets(work, adjustment)]


def describe_targets(work: Work, adjustment: Adjustment) -> Iterator[str]:
    """One line for each figure: what it is about, what it was and where that stands, and what it becomes."""
    if not adjustment.targets:
        return
    names = {target.key: target.name for target in targets_of(work.load_plan(adjustment.plan))}
    for change in adjustment.targets:
        old, new = content(change.old), content(change.new)
        where = f"{change.old.place.document} 第 {change.old.place.line} 行"
        label = LABELS[change.key.field]
        yield f"变更 {change.key.item} {names.get(change.key, '')}：{label} {old}（{where}）→ {new}"


def adjustment_record(adjustment: Adjustment) -> dict[str, Any]:
    """An adjustment for JSON; geometry as hexadecimal WKB."""
    plain = {
        name: getattr(adjustment, name) for name in ("id", "plan", "title", "reason", "basis", "version", "author")
    }
    return plain | {
        "type": adjustment.type.value,
        "state": adjustment.state.value,
        "by": adjustment.by,
        "at": adjustment.at.isoformat() if adjustment.at else None,
        "comment": adjustment.comment,
        "effective_on": adjustment.effective_on.isoformat() if adjustment.effective_on else None,
        "undoes": adjustment.undoes,
        "attachments": [asdict(each) | {"role": each.role.value} for each in adjustment.attachments],
        "remarks": [asdict(each) for each in adjustment.remarks],
        "targets": [target_change_record(change) for change in adjustment.targets],
        "changes": [
            {
                "kind": change.kind.value,
                "before": [{"id": feature, "version": version} for feature, version in change.before],
                "after": [plain_feature(feature) for feature in change.after],
            }
            for change in adjustment.changes
        ],
    }


def target_change_record(change: TargetChange) -> dict[str, Any]:
    """A change of a figure for JSON, both values with their places."""
    key = {"part": change.key.part.value, "item": change.key.item, "field": change.key.field}
    return key | {"version": change.version, "old": to_plain(change.old), "new": to_plain(change.new)}
