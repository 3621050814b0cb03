"""Use case: bring the plans of county, city and provincial databases into one, each once, and list the conflicts."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from kuanggui.app.authority import LOCAL, Action, Credentials, admit
from kuanggui.app.levels.exchange import receive_plan
from kuanggui.app.levels.taking import RECEIVED, Parcel, Received, take_in
from kuanggui.app.levels.targets import targets_file
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.plans import region_of
from kuanggui.app.ports import PlanStore, Work
from kuanggui.errors import InputError
from kuanggui.model.feature import FeatureQuery
from kuanggui.model.feature.plain import plain_feature

BUNDLE = ".zip"


@dataclass(frozen=True, slots=True)
class Merged:
    """One source and what each of its plans did."""

    source: str
    plans: tuple[Received, ...]


def merge_plans(
    sources: tuple[str, ...], database: str, day: date, trusted: tuple[str, ...] = (), by: Credentials = LOCAL
) -> list[Merged]:
    """Take in every plan of other databases, and signed bundles, as of a day; what is here already changes nothing.

    Each plan is one transaction. Raises InputError and StoreError; plans before that stay.
    """
    done = list[Merged]()
    for source in sources:
        if source == database:
            raise InputError(f"{source}：不能并入自己；请核对 --db")
        if source.lower().endswith(BUNDLE):
            done.append(Merged(source, (receive_plan(database, Path(source), trusted, by),)))
        else:
            done.append(Merged(source, _from_database(source, database, day, by)))
    return done


def _from_database(source: str, database: str, day: date, by: Credentials) -> tuple[Received, ...]:
    with closing(for_reading(source)) as other:
        with other.reading() as theirs:
            entries = sorted(entry.id for entry in theirs.plans())
            for entry in entries:
                admit(theirs, by, Action.READ, region_of(theirs, entry))
        if not entries:
            raise InputError(f"{source}：库中没有规划；请核对路径")
        with closing(for_writing(database)) as store:
            return tuple(_take(store, other, entry, day, source, by) for entry in entries)


def _take(store: PlanStore, other: PlanStore, entry: str, day: date, source: str, by: Credentials) -> Received:
    with other.reading() as theirs:
        parcel, document = _parcel(theirs, entry, day)
    region = parcel.plan.region.keys[0] if parcel.plan.region and parcel.plan.region.keys else None
    with store.reading() as work:
        who = admit(work, by, Action.OPERATE, region)
        if any(sha256 == parcel.digest for sha256, _ in work.files.names()):
            return Received(entry, is_new=False)
    name = Path(source).name
    signature = who.sign("merge", entry, f"并入 {name}")
    with store.writing(signature) as work:
        kept = work.files.put(f"{RECEIVED}{entry}.json", _manifest(parcel))
        assert kept == parcel.digest
        if document is not None:
            work.files.put(parcel.plan.source.name, document)
        return take_in(work, parcel, signature)


def _parcel(theirs: Work, entry: str, day: date) -> tuple[Parcel, bytes | None]:
    """A plan with its features as of a day, and its document where the source kept it."""
    versions = list(theirs.features.find(FeatureQuery(entry, as_of=day)))
    plan = theirs.load_plan(entry)
    sent = {each.feature.id: (each.feature, each.valid_from) for each in versions}
    parcel = Parcel(theirs.load_reading(entry), plan, sent, targets_file(theirs, entry, day), day, "")
    digest = hashlib.sha256(_manifest(parcel)).hexdigest()
    sha256 = plan.source.sha256
    document = theirs.files.get(sha256) if any(known == sha256 for known, _ in theirs.files.names()) else None
    return replace(parcel, digest=digest), document


def _manifest(parcel: Parcel) -> bytes:
    """What the parcel holds, the same for the same content, whenever it is sent."""
    features = hashlib.sha256()
    for key, (feature, since) in sorted(parcel.sent.items()):
        record: dict[str, Any] = {"valid_from": since.isoformat()} | plain_feature(feature)
        features.update(f"{key}{json.dumps(record, ensure_ascii=False, sort_keys=True)}\n".encode())
    content = {
        "plan": parcel.plan.id,
        "document": parcel.plan.source.sha256,
        "features": len(parcel.sent),
        "sha256": features.hexdigest(),
        "targets": hashlib.sha256(parcel.targets).hexdigest(),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
