"""Use cases: publish a plan, withdraw it, and tell which editions are public."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

from kuanggui.app.authority import LOCAL, Action, Credentials, admit, admit_somewhere
from kuanggui.app.opening import for_reading, for_writing
from kuanggui.app.plans import choose, region_of
from kuanggui.app.ports import Work
from kuanggui.errors import InputError
from kuanggui.model.plan.stored import StoredPlan
from kuanggui.model.publication import Publication

LONGEST_BASIS = 500


@dataclass(frozen=True, slots=True)
class Edition:
    """A public plan: its entry in the database, and the publication that made it so."""

    entry: StoredPlan
    publication: Publication


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan of the database stands with the public; `outdated` when a later edition was imported than the published one."""

    entry: StoredPlan
    publication: Publication | None
    public: bool
    outdated: bool


def publish_plan(database: str, plan: str, day: date, basis: str, by: Credentials = LOCAL) -> Publication:
    """Make the current edition of a plan public, from a day that is not to come. Raises InputError, ForbiddenError, StoreError."""
    basis = basis.strip()
    if not basis or len(basis) > LONGEST_BASIS:
        raise InputError(f"请写明公布依据（批准文号、公告名称等），不超过 {LONGEST_BASIS} 字")
    if day > date.today():
        raise InputError(f"公布日期 {day} 尚未到；请在公布当日办理")
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            entry = choose(work.plans(), plan, database)
            who = admit(work, by, Action.OPERATE, region_of(work, entry.id))
            known = work.publications.get(entry.id)
        new = Publication(entry.id, entry.version, entry.sha256, day, basis, who.name)
        with store.writing(who.sign("publish", entry.id, f"公布 {day}：{basis}")) as work:
            work.publications.put(new, known.version if known else 0)
    return new


def withdraw_plan(database: str, plan: str, reason: str, by: Credentials = LOCAL) -> Publication:
    """Take a plan back from the public. Raises InputError, ForbiddenError, StoreError."""
    if not reason.strip():
        raise InputError("请写明撤回原因")
    with closing(for_writing(database)) as store:
        with store.reading() as work:
            entry = choose(work.plans(), plan, database)
            who = admit(work, by, Action.OPERATE, region_of(work, entry.id))
            known = work.publications.get(entry.id)
        if known is None or not known.active:
            raise InputError(f"{entry.id}：没有公布；kuanggui publish list 列出全部")
        new = replace(known, active=False, by=who.name)
        with store.writing(who.sign("withdraw", entry.id, f"撤回公布：{reason.strip()[:LONGEST_BASIS]}")) as work:
            work.publications.put(new, known.version)
    return new


def list_standings(database: str, by: Credentials = LOCAL) -> list[Standing]:
    """Every plan of the caller's region with its publication, latest import first. Raises ForbiddenError, StoreError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        who = admit_somewhere(work, by, Action.READ)
        return [standing for standing in standings(work) if who.covers(region_of(work, standing.entry.id))]


def standings(work: Work) -> list[Standing]:
    """Every plan of a transaction with its publication."""
    known = {publication.plan: publication for publication in work.publications.all()}
    return [_standing(entry, known.get(entry.id)) for entry in work.plans()]


def editions(work: Work) -> list[Edition]:
    """The public editions: published, not withdrawn, and still the one that was published."""
    return [Edition(s.entry, s.publication) for s in standings(work) if s.public and s.publication is not None]


def _standing(entry: StoredPlan, publication: Publication | None) -> Standing:
    if publication is None or not publication.active:
        return Standing(entry, publication, public=False, outdated=False)
    same = (publication.edition, publication.sha256) == (entry.version, entry.sha256)
    return Standing(entry, publication, public=same, outdated=not same)
