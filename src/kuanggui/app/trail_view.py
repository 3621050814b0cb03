"""Use case: look at the audit trail, and at who did what, as far as one's region goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from kuanggui.app.authority import Action, Admitted, Credentials, admit_somewhere
from kuanggui.app.opening import for_reading
from kuanggui.app.ports import Work
from kuanggui.errors import ForbiddenError
from kuanggui.model.trail import TrailEntry, Verified

LOOKING = (Action.ADMINISTER, Action.CHECK)


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries are wanted: by the beginning of a name or an action, words in subject or reason, days; empty for any."""

    who: str = ""
    action: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None

    def fits(self, entry: TrailEntry) -> bool:
        """Whether an entry is among them; `until` is the last day."""
        day = entry.at.astimezone().date()
        return (
            entry.who.startswith(self.who)
            and entry.action.startswith(self.action)
            and (self.words in entry.subject or self.words in entry.why)
            and (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
        )


def trail_page(
    database: str, by: Credentials, wanted: TrailFilter, *, offset: int = 0, limit: int = 200
) -> tuple[int, list[TrailEntry]]:
    """How many entries fit, and a page of them, the latest first. Raises ForbiddenError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        people = _people(work, by)
        found = [entry for entry in _of(work.trail(), people) if wanted.fits(entry)]
    found.reverse()
    return len(found), found[offset : offset + limit]


def people_seen(database: str, by: Credentials) -> frozenset[str] | None:
    """Whose doings the caller may look at: those of users of his region, everybody's (None) for the country. Raises ForbiddenError."""
    with closing(for_reading(database)) as store, store.reading() as work:
        return _people(work, by)


def verified_trail(database: str, by: Credentials) -> Verified:
    """Check the whole trail and all it covers. Raises ForbiddenError unless the caller's region is the country."""
    with closing(for_reading(database)) as store, store.reading() as work:
        if _people(work, by) is not None:
            raise ForbiddenError("核验涉及全库；请由辖区为全国的管理员或审核人核验")
        return work.verify()


def _people(work: Work, by: Credentials) -> frozenset[str] | None:
    who = _looker(work, by)
    if who.covers(None):
        return None
    return frozenset(user.name for user in work.users.all() if who.covers(user.adcode))


def _looker(work: Work, by: Credentials) -> Admitted:
    who = admit_somewhere(work, by, Action.READ)
    if not who.may.intersection(LOOKING):
        raise ForbiddenError(f"{who.name} 无权查看留痕；请由管理员或审核人查看")
    return who


def _of(entries: Iterator[TrailEntry], people: frozenset[str] | None) -> Iterator[TrailEntry]:
    return (entry for entry in entries if people is None or entry.who in people)
