"""Use cases: adjustments as somebody at a desk sees them, with what he may do now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from kuanggui.app.adjustments.actions import Rights, Step
from kuanggui.app.adjustments.workflow import Desk
from kuanggui.app.authority import Action, admit_somewhere
from kuanggui.app.difference.changes import ChangeFacts, change_facts
from kuanggui.app.difference.plans import content
from kuanggui.app.opening import for_reading
from kuanggui.app.ports import Work
from kuanggui.errors import InputError
from kuanggui.model.adjustment import Adjustment, AdjustmentState, AdjustmentType, Attachment, Remark
from kuanggui.model.feature import Change, Feature
from kuanggui.model.target import TargetPart, targets_of


@dataclass(frozen=True, slots=True)
class AdjustmentEntry:
    """An adjustment in a list: where it stands, and what the caller may do with it; `at` is the moment of the last step."""

    id: str
    plan: str
    type: AdjustmentType
    state: AdjustmentState
    title: str
    version: int
    author: str
    by: str
    at: datetime | None
    comment: str
    effective_on: date | None
    undoes: str | None
    changes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A figure of an indicator, cap or mine limit that gives way to another; `document` and `line` say where the old one stands."""

    part: TargetPart
    item: str
    field: str
    name: str
    old: str
    new: str
    document: str
    line: int


@dataclass(frozen=True, slots=True)
class TakenStep:
    """A step on the way of an adjustment."""

    version: int
    state: AdjustmentState
    by: str
    at: datetime | None
    comment: str
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class OpenAdjustment:
    """An adjustment with all there is to read before a decision."""

    entry: AdjustmentEntry
    reason: str
    basis: str
    attachments: tuple[Attachment, ...]
    remarks: tuple[Remark, ...]
    changes: tuple[ChangeFacts, ...]
    targets: tuple[TargetFacts, ...]
    way: tuple[TakenStep, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which adjustments are wanted; None for any. `mine`: those with a step that waits for the caller."""

    plan: str | None = None
    state: AdjustmentState | None = None
    type: AdjustmentType | None = None
    mine: bool = False

    def fits(self, entry: AdjustmentEntry) -> bool:
        """Whether an adjustment is among them."""
        return (
            self.plan in {None, entry.plan}
            and self.state in {None, entry.state}
            and self.type in {None, entry.type}
            and (not self.mine or waits(entry))
        )


def waits(entry: AdjustmentEntry) -> bool:
    """Whether the next step is the caller's; taking back what is done waits for nobody."""
    return any(step is not Step.UNDO for step in entry.steps)


def find_adjustments(desk: Desk, wanted: Wanted) -> list[AdjustmentEntry]:
    """The adjustments the caller may read, the latest step first: none where no plan is his. Raises ForbiddenError for strangers."""
    with closing(for_reading(desk.database)) as store, store.reading() as work:
        admit_somewhere(work, desk.by, Action.READ)
        rights = Rights(work, desk.by)
        readable = {entry.id for entry in work.plans() if Action.READ in rights.on(entry.id)}
        entries = [_entry(rights, each) for each in work.adjustments.all() if each.plan in readable]
        return sorted(filter(wanted.fits, entries), key=_latest, reverse=True)


def plan_of(desk: Desk, key: str) -> str | None:
    """The plan that an adjustment belongs to, None when there is no such adjustment. Raises ForbiddenError."""
    with closing(for_reading(desk.database)) as store, store.reading() as work:
        found = work.adjustments.get(key)
        if found is not None:
            Rights(work, desk.by).admit(found.plan, Action.READ)
        return None if found is None else found.plan


def open_adjustment(desk: Desk, key: str) -> OpenAdjustment:
    """An adjustment with its changes, remarks and way. Raises InputError when there is none of that id, ForbiddenError."""
    with _opened(desk, key) as (work, rights, last):
        return OpenAdjustment(
            entry=_entry(rights, last),
            reason=last.reason,
            basis=last.basis,
            attachments=last.attachments,
            remarks=last.remarks,
            changes=tuple(
                change_facts(change.kind, features_before(work, last, change), change.after) for change in last.changes
            ),
            targets=tuple(_targets(work, last)),
            way=tuple(_taken(step) for step in work.adjustments.history(key)),
        )


def read_attachment(desk: Desk, key: str, sha256: str) -> tuple[Attachment, bytes]:
    """A file that any step of an adjustment carries. Raises InputError when none does."""
    with _opened(desk, key) as (work, _, last):
        steps = [last, *work.adjustments.history(key)]
        found = next((each for step in steps for each in step.attachments if each.sha256 == sha256), None)
        if found is None:
            raise InputError(f"{key}: 没有这个附件；请从列表中选择")
        return found, work.files.get(sha256)


def features_before(work: Work, adjustment: Adjustment, change: Change) -> tuple[tuple[Feature, int], ...]:
    """The features that give way to a change, as they were when it was drawn."""
    found: list[tuple[Feature, int]] = []
    for key, version in change.before:
        past = work.features.history(adjustment.plan, key)
        found += [(each.feature, version) for each in past if each.version == version][:1]
    return tuple(found)


@contextmanager
def _opened(desk: Desk, key: str) -> Iterator[tuple[Work, Rights, Adjustment]]:
    """One adjustment in a reading transaction, for somebody who may read it."""
    with closing(for_reading(desk.database)) as store, store.reading() as work:
        found = work.adjustments.get(key)
        if found is None:
            raise InputError(f"没有调整 {key}；请从列表中选择")
        rights = Rights(work, desk.by)
        rights.admit(found.plan, Action.READ)
        yield work, rights, found


def _entry(rights: Rights, adjustment: Adjustment) -> AdjustmentEntry:
    return AdjustmentEntry(
        id=adjustment.id,
        plan=adjustment.plan,
        type=adjustment.type,
        state=adjustment.state,
        title=adjustment.title,
        version=adjustment.version,
        author=adjustment.author,
        by=adjustment.by,
        at=adjustment.at,
        comment=adjustment.comment,
        effective_on=adjustment.effective_on,
        undoes=adjustment.undoes,
        changes=len(adjustment.changes) + len(adjustment.targets),
        steps=rights.steps(adjustment),
    )


def _targets(work: Work, adjustment: Adjustment) -> Iterator[TargetFacts]:
    if not adjustment.targets:
        return
    names = {target.key: target.name for target in targets_of(work.load_plan(adjustment.plan))}
    for change in adjustment.targets:
        key, place = change.key, change.old.place
        old, new = content(change.old), content(change.new)
        yield TargetFacts(key.part, key.item, key.field, names.get(key, ""), old, new, place.document, place.line)


def _latest(entry: AdjustmentEntry) -> tuple[str, str]:
    return entry.at.isoformat() if entry.at else "", entry.id


def _taken(step: Adjustment) -> TakenStep:
    return TakenStep(step.version, step.state, step.by, step.at, step.comment, step.effective_on)
