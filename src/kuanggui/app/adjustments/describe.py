"""An adjustment in words and as plain data."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from typing import Any

from kuanggui.app.difference.features import describe_change
from kuanggui.app.opening import for_reading
from kuanggui.model.adjustment import Adjustment
from kuanggui.model.feature import Feature
from kuanggui.model.feature.plain import plain_feature


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
        return lines


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
        "changes": [
            {
                "kind": change.kind.value,
                "before": [{"id": feature, "version": version} for feature, version in change.before],
                "after": [plain_feature(feature) for feature in change.after],
            }
            for change in adjustment.changes
        ],
    }
