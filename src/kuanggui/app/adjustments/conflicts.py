"""What somebody else did while an adjustment lay on a desk: who, when, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from kuanggui.app.adjustments.words import STATES
from kuanggui.app.difference.features import compare_feature
from kuanggui.app.ports import Work
from kuanggui.errors import ConflictError
from kuanggui.model.adjustment import Adjustment

LABELS = {
    "title": "题名",
    "type": "类型",
    "reason": "理由",
    "basis": "依据",
    "changes": "变更内容",
    "targets": "指标变更",
    "attachments": "附件",
}


def overtaken_adjustment(work: Work, current: Adjustment, seen: int) -> ConflictError:
    """An adjustment went on since its version `seen` was read: every step in between, with who took it and what it changed."""
    steps = work.adjustments.history(current.id)
    lines = [_step(one, other) for one, other in pairwise(steps) if other.version > seen]
    who = f"{current.by} 于 {_moment(current)}" if lines else "他人"
    return ConflictError(f"{current.id}: 您打开之后，{who}改动了这项调整；请重新读取后再改", tuple(lines))


def _step(old: Adjustment, new: Adjustment) -> str:
    changed = [label for name, label in LABELS.items() if getattr(old, name) != getattr(new, name)]
    parts = [f"{_moment(new)} {new.by}：{STATES[new.state]}"]
    parts += [f"改写了{'、'.join(changed)}"] if changed else []
    parts += [f"意见：{new.comment}"] if new.comment and new.comment != old.comment else []
    return "；".join(parts)


def overtaken_feature(work: Work, plan: str, feature: str, seen: int) -> ConflictError:
    """A feature changed since its version `seen` was drawn on: by which adjustment, and what is different now."""
    done = [each for each in work.adjustments.all(plan) if each.effective_on and _touches(each, feature)]
    cause = max(done, key=lambda each: each.at or datetime.min.replace(tzinfo=UTC), default=None)
    by = f"{cause.by} 于 {_moment(cause)} 以调整 {cause.id}“{cause.title}”" if cause else "他人"
    return ConflictError(
        f"{feature}: 您打开之后，{by}改动了它；请重新读取后再改", tuple(_differences(work, plan, feature, seen))
    )


def _touches(adjustment: Adjustment, feature: str) -> bool:
    return any(feature in (key for key, _ in change.before) for change in adjustment.changes)


def _differences(work: Work, plan: str, feature: str, seen: int) -> Iterator[str]:
    versions = {each.version: each for each in work.features.history(plan, feature)}
    last = versions[max(versions)] if versions else None
    if last is None or seen not in versions:
        yield f"{feature} 没有第 {seen} 版"
    elif last.version == seen or last.valid_to is not None:
        yield f"{feature} 已不在现行规划中"
    else:
        yield from (f"{feature} {line}" for line in compare_feature(versions[seen].feature, last.feature))


def _moment(step: Adjustment) -> str:
    return step.at.astimezone().strftime("%Y-%m-%d %H:%M") if step.at else ""
