"""Use cases: an adjustment from its draft to its report, step by step, each step signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kuanggui.app.adjustments.checking import Report, check_adjustment, check_approver
from kuanggui.app.adjustments.conflicts import overtaken_adjustment
from kuanggui.app.adjustments.drafting import Draft, attach, make_changes, make_targets, read_draft
from kuanggui.app.adjustments.targets import reverse_targets
from kuanggui.app.adjustments.words import STATES
from kuanggui.app.authority import LOCAL, Action, Admitted, Credentials, admit, may
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.plans import choose, region_of
from kuanggui.app.ports import Work
from kuanggui.app.stock import stock_at
from kuanggui.errors import ForbiddenError, InputError
from kuanggui.model.adjustment import Adjustment, AdjustmentState, AdjustmentType, Attachment, AttachmentRole
from kuanggui.model.feature import Change, ChangeKind, Feature, FeatureQuery

State = AdjustmentState
DRAFTS = frozenset({State.DRAFT, State.RETURNED})


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an adjustment is worked on: the database, who is at work, and the version that lies there (None: whichever is current).

    `layers` is the folder of constraint layers; without it, the one that belongs to the database.
    """

    database: str
    by: Credentials = LOCAL
    seen: int | None = None
    layers: Path | None = None


def draft_adjustment(desk: Desk, written: Path | Draft, plan: str | None = None) -> Adjustment:
    """Make a draft out of a file or of what an editor sent; raises InputError, ForbiddenError, StoreError."""
    draft = read_draft(written) if isinstance(written, Path) else written
    with closing(for_writing(desk.database)) as store:
        with store.reading() as work:
            chosen = choose(work.plans(), plan, desk.database).id
            who = admit(work, desk.by, Action.DRAFT, region_of(work, chosen))
        with store.writing(who.sign("adjust.new", chosen, draft.adjustment.reason)) as work:
            key = _new_id(work, chosen)
            return work.adjustments.put(_filled(work, draft, key, chosen, who), 0)


def redraft_adjustment(desk: Desk, key: str, written: Path | Draft) -> Adjustment:
    """Replace a draft, or one that was returned, by a file or by what an editor sent."""
    draft = read_draft(written) if isinstance(written, Path) else written
    with _step(desk, key, Action.DRAFT, "adjust.change", DRAFTS, draft.adjustment.reason) as (work, old, who):
        new = _filled(work, draft, key, old.plan, who)
        if draft.files is None:
            new = replace(new, attachments=old.attachments)
        return work.adjustments.put(replace(new, undoes=old.undoes), old.version)


def attach_file(desk: Desk, key: str, name: str, content: bytes, role: AttachmentRole) -> Adjustment:
    """Put a file to a draft; one of the same content is there once."""
    with _step(desk, key, Action.DRAFT, "adjust.attach", DRAFTS, name) as (work, old, who):
        given = Attachment(name, work.files.put(name, content), len(content), role)
        others = tuple(each for each in old.attachments if each.sha256 != given.sha256)
        return work.adjustments.put(replace(old, attachments=(*others, given), by=who.name, comment=""), old.version)


def detach_file(desk: Desk, key: str, sha256: str) -> Adjustment:
    """Take a file from a draft; earlier steps keep it. Raises InputError when it is not there."""
    with _step(desk, key, Action.DRAFT, "adjust.detach", DRAFTS, sha256) as (work, old, who):
        rest = tuple(each for each in old.attachments if each.sha256 != sha256)
        if len(rest) == len(old.attachments):
            raise InputError(f"{key}: 没有这个附件；请从列表中选择")
        return work.adjustments.put(replace(old, attachments=rest, by=who.name, comment=""), old.version)


def submit_adjustment(desk: Desk, key: str, comment: str = "") -> Adjustment:
    """Hand a draft in."""
    return _move(desk, key, Action.DRAFT, DRAFTS, State.SUBMITTED, comment)


def check_submitted(
    desk: Desk, key: str, comment: str = "", day: date | None = None, report: Report = lambda phase: None
) -> Adjustment:
    """Run the rules on what was handed in: it goes on as checked, or is returned with what blocks it.

    The rules run before the database is written to, so that nobody has to wait for them; whoever changes the adjustment meanwhile
    makes the step fail.
    """
    with closing(for_writing(desk.database)) as store, store.reading() as work:
        admit(work, desk.by, Action.CHECK, region_of(work, _known(work, key).plan))
        given = _ready(work, desk, key, {State.SUBMITTED})
        remarks = check_adjustment(work, given, day or date.today(), stock_at(desk.database, desk.layers), report)
    checked = replace(desk, seen=given.version)
    with _step(checked, key, Action.CHECK, "adjust.check", {State.SUBMITTED}, comment) as (work, old, who):
        blocked = any(remark.blocking for remark in remarks)
        state = State.RETURNED if blocked else State.CHECKED
        words = comment or ("未通过自动检查" if blocked else "")
        return work.adjustments.put(replace(old, state=state, by=who.name, comment=words, remarks=remarks), old.version)


def approve_adjustment(desk: Desk, key: str, comment: str = "") -> Adjustment:
    """Approve what was checked; whoever drafted it may not."""
    with _step(desk, key, Action.APPROVE, "adjust.approve", {State.CHECKED}, comment) as (work, old, who):
        if who.user is not None and who.name == old.author:
            raise ForbiddenError(f"{key}: 拟定人 {who.name} 不能批准自己的调整；请由他人批准")
        more = check_approver(work, old, who.user.adcode, date.today()) if who.user is not None else ()
        refused = next((remark for remark in more if remark.blocking), None)
        if refused is not None:
            raise ForbiddenError(f"{key}: {refused.message}（{refused.rule}）{refused.remedy}")
        new = replace(old, state=State.APPROVED, by=who.name, comment=comment, remarks=(*old.remarks, *more))
        return work.adjustments.put(new, old.version)


def return_adjustment(desk: Desk, key: str, comment: str, action: Action | None = Action.CHECK) -> Adjustment:
    """Send one back with comments; reviewers may, and approvers with `action` for theirs (None: whichever the caller may)."""
    action = action or returning_action(desk, key)
    if not comment.strip():
        raise InputError("退回须说明原因；请用 --comment 写明")
    return _move(desk, key, action, {State.SUBMITTED, State.CHECKED}, State.RETURNED, comment)


def enforce_adjustment(desk: Desk, key: str, day: date, comment: str = "") -> Adjustment:
    """Put what was approved in force from a day on; a change of the sub-mineral only needs no approval. Raises ConflictError."""
    ready = {State.APPROVED, State.CHECKED}
    with _step(desk, key, Action.OPERATE, "adjust.enforce", ready, comment) as (work, old, who):
        if old.state is State.CHECKED and old.type is not AdjustmentType.SUB_MINERAL:
            raise InputError(f"{key}: 尚未批准；请先 kuanggui adjust approve")
        work.features.apply(old.plan, old.changes, day, key)
        work.targets.apply(old.plan, old.targets, day, key)
        new = replace(old, state=State.IN_FORCE, by=who.name, comment=comment, effective_on=day)
        return work.adjustments.put(new, old.version)


def report_adjustment(desk: Desk, key: str, comment: str = "") -> Adjustment:
    """Note that what is in force was reported upward."""
    return _move(desk, key, Action.OPERATE, {State.IN_FORCE}, State.REPORTED, comment)


def undo_adjustment(desk: Desk, key: str, reason: str) -> Adjustment:
    """Draft the adjustment that takes one back: it goes the whole way like any other."""
    done = {State.IN_FORCE, State.REPORTED}
    with _step(desk, key, Action.DRAFT, "adjust.undo", done, reason) as (work, old, who):
        changes = tuple(_reverse(work, old, change) for change in reversed(old.changes))
        undoing = Adjustment(
            id=_new_id(work, old.plan),
            plan=old.plan,
            type=old.type,
            title=f"撤销：{old.title}",
            reason=reason,
            basis=old.basis,
            changes=changes,
            targets=reverse_targets(work, old),
            attachments=old.attachments,
            author=who.name,
            by=who.name,
            undoes=key,
        )
        return work.adjustments.put(undoing, 0)


def list_adjustments(database: str, plan: str | None = None) -> list[Adjustment]:
    """Every adjustment of a database, or of a plan, as it stands."""
    with closing(for_reading(database)) as store, store.reading() as work:
        chosen = choose(work.plans(), plan, database).id if plan else None
        return work.adjustments.all(chosen)


def steps_of(database: str, key: str) -> list[Adjustment]:
    """Every step of an adjustment; raises InputError when there is none of that id."""
    with closing(for_reading(database)) as store, store.reading() as work:
        steps = work.adjustments.history(key)
        if not steps:
            raise InputError(f"没有调整 {key}；kuanggui adjust list 列出全部")
        return steps


def returning_action(desk: Desk, key: str) -> Action:
    """In which of his rights the caller can send an adjustment back."""
    with closing(for_reading(desk.database)) as store, store.reading() as work:
        known = _known(work, key)
        as_approver = known.state is State.CHECKED and may(work, desk.by, Action.APPROVE, region_of(work, known.plan))
        return Action.APPROVE if as_approver else Action.CHECK


def _move(
    desk: Desk, key: str, action: Action, states: frozenset[State] | set[State], to: State, comment: str
) -> Adjustment:
    with _step(desk, key, action, f"adjust.{to.value}", states, comment) as (work, old, who):
        return work.adjustments.put(replace(old, state=to, by=who.name, comment=comment), old.version)


@contextmanager
def _step(
    desk: Desk, key: str, action: Action, name: str, states: frozenset[State] | set[State], why: str
) -> Iterator[tuple[Work, Adjustment, Admitted]]:
    """A writing transaction on an adjustment that stands in one of these states, for somebody who may."""
    with closing(for_writing(desk.database)) as store:
        with store.reading() as work:
            known = _known(work, key)
            who = admit(work, desk.by, action, region_of(work, known.plan))
        with store.writing(who.sign(name, key, why)) as work:
            yield work, _ready(work, desk, key, states), who


def _ready(work: Work, desk: Desk, key: str, states: frozenset[State] | set[State]) -> Adjustment:
    """The adjustment, if it is as the desk saw it and stands in one of these states."""
    current = _known(work, key)
    if desk.seen is not None and desk.seen != current.version:
        raise overtaken_adjustment(work, current, desk.seen)
    if current.state not in states:
        needed = "、".join(STATES[state] for state in State if state in states)
        raise InputError(f"{key}: 现为“{STATES[current.state]}”，此步要求“{needed}”")
    return current


def _known(work: Work, key: str) -> Adjustment:
    found = work.adjustments.get(key)
    if found is None:
        raise InputError(f"没有调整 {key}；kuanggui adjust list 列出全部")
    return found


def _new_id(work: Work, plan: str) -> str:
    """The beginning of the plan's id and a running number."""
    return f"{plan.partition('-')[0]}-T{len(work.adjustments.all()) + 1:03}"


def _filled(work: Work, draft: Draft, key: str, plan: str, who: Admitted) -> Adjustment:
    return replace(
        draft.adjustment,
        id=key,
        plan=plan,
        attachments=attach(work, draft),
        changes=make_changes(work, plan, draft),
        targets=make_targets(work, plan, key, draft),
        author=who.name,
        by=who.name,
    )


def _reverse(work: Work, done: Adjustment, change: Change) -> Change:
    """What a change made gives way to what was before; what it added comes to an end."""
    lasting = {each.feature.id: each for each in work.features.find(FeatureQuery(done.plan)) if not each.valid_to}
    made = [feature.id for feature in change.after]
    missing = next((each for each in made if each not in lasting or lasting[each].adjustment != done.id), None)
    if missing:
        raise InputError(f"{missing}: 生效后又有变更，不能整体撤销；请另拟调整")
    before = tuple((each, lasting[each].version) for each in made)
    old = tuple(_as_before(work, done, feature, version) for feature, version in change.before)
    kinds: dict[ChangeKind, ChangeKind] = {
        ChangeKind.ADD: ChangeKind.RETIRE,
        ChangeKind.RETIRE: ChangeKind.ADD,
        ChangeKind.SPLIT: ChangeKind.MERGE,
        ChangeKind.MERGE: ChangeKind.SPLIT,
    }
    return Change(kinds.get(change.kind, change.kind), before, old)


def _as_before(work: Work, done: Adjustment, feature: str, version: int) -> Feature:
    return next(each.feature for each in work.features.history(done.plan, feature) if each.version == version)
