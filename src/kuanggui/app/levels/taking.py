"""Taking a plan in from another database: once, its later states brought up to date, what was changed here left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kuanggui.app.levels.targets import take_targets
from kuanggui.app.plan_features import plan_features
from kuanggui.app.ports import Work
from kuanggui.model.feature import Change, ChangeKind, Feature, FeatureQuery, FeatureVersion
from kuanggui.model.plan import Plan
from kuanggui.model.reading import Reading
from kuanggui.model.trail import Signature

RECEIVED = "exchange/"
Sent = Mapping[str, tuple[Feature, date]]


@dataclass(frozen=True, slots=True)
class Received:
    """What taking in did: the plan, whether it was new to the database, how many features changed, and the conflicts left alone."""

    plan: str
    is_new: bool
    changed: int = 0
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A plan as another database has it as of a day: its reading, features by id with the day each is in force from, and a digest.

    `targets` are the figures that adjustments have set, as a bundle has them.
    """

    reading: Reading
    plan: Plan
    sent: Sent
    targets: bytes
    day: date
    digest: str


def take_in(work: Work, parcel: Parcel, signature: Signature) -> Received:
    """Keep a parcel in the transaction of a signature."""
    plan, sent = parcel.plan, parcel.sent
    saved = work.save(parcel.reading, plan, signature.at)
    tag = f"{RECEIVED}{parcel.digest[:12]}"
    read = {each.id for each in plan_features(plan)}
    if saved.is_new:
        changed, conflicts = _add(work, plan.id, sent, tag), tuple[str, ...]()
    else:
        changed, conflicts = _update(work, plan.id, sent, parcel.day, tag, read)
    figures, more = take_targets(work, plan.id, parcel.targets, parcel.day, tag, RECEIVED)
    return Received(plan.id, saved.is_new, changed + figures, (*conflicts, *more))


def _add(work: Work, plan: str, sent: Sent, tag: str) -> int:
    for day in sorted({each for _, each in sent.values()}):
        work.features.add(plan, [feature for feature, since in sent.values() if since == day], day, tag)
    return len(sent)


def _update(work: Work, plan: str, sent: Sent, day: date, tag: str, read: set[str]) -> tuple[int, tuple[str, ...]]:
    """Bring features to what was sent; those that were changed here by an adjustment of our own are conflicts."""
    here = {each.feature.id: each for each in work.features.find(FeatureQuery(plan)) if each.valid_to is None}
    changes, conflicts = list[Change](), list[str]()
    for key in sorted(here.keys() | sent.keys()):
        now, coming = here.get(key), sent.get(key)
        if now is not None and coming is not None and now.feature == coming[0]:
            continue
        if now is not None and not _theirs(now, read):
            conflicts.append(f"{key} {now.feature.name}：本库已由 {now.adjustment or '本级入库'} 改动，未覆盖")
            continue
        before = ((key, now.version),) if now else ()
        after = (coming[0],) if coming else ()
        kind = ChangeKind.CHANGE if now and coming else ChangeKind.ADD if coming else ChangeKind.RETIRE
        changes.append(Change(kind, before, after))
    work.features.apply(plan, changes, day, tag)
    return len(changes), tuple(conflicts)


def _theirs(version: FeatureVersion, read: set[str]) -> bool:
    """Whether a feature is as it came: in a bundle, or out of the document itself."""
    if version.adjustment is None:
        return version.feature.id in read
    return version.adjustment.startswith(RECEIVED)
