"""Use cases: create, upgrade and check a plan database."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace

from kuanggui.app.opening import for_reading, for_writing
from kuanggui.model.trail import Break, TrailEntry, Verified


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the number of plans, and what is wrong with the file."""

    plans: int
    problems: tuple[str, ...]


def initialise(database: str) -> bool:
    """Create a database; False when it was there already. Raises StoreError."""
    from kuanggui.storage.open import revision_at  # noqa: PLC0415 - commands without a database start faster

    was_there = revision_at(database, missing_is_fine=True) is not None
    for_writing(database).close()
    return not was_there


def upgrade(database: str) -> tuple[str, str]:
    """Bring a database to the current schema; gives the revisions before and after. Raises StoreError."""
    from kuanggui.storage.open import revision_at  # noqa: PLC0415

    before = revision_at(database)
    for_writing(database).close()
    return before or "", revision_at(database) or ""


def check(database: str) -> Checked:
    """Look for damage, and read every plan to the end. Raises StoreError when the database cannot be opened."""
    with closing(for_reading(database)) as store:
        problems = store.problems()
        entries = store.plans()
        for entry in entries:
            store.load_plan(entry.id)
            store.load_reading(entry.id)
    return Checked(len(entries), tuple(problems))


def verify(database: str, head: str | None = None) -> Verified:
    """Check the audit trail and all it covers; a hash noted earlier must still be in it. Raises StoreError when it cannot be opened."""
    with closing(for_reading(database)) as store, store.reading() as work:
        verified = work.verify()
        if head is None or any(entry.hash == head for entry in work.trail()):
            return verified
        lost = Break(None, f"哈希 {head}", "已不在链上：留痕被截去或换过")
        return replace(verified, breaks=(*verified.breaks, lost))


def trail_of(database: str, subject: str | None = None, who: str | None = None, since: int = 0) -> list[TrailEntry]:
    """Entries of the audit trail after a number, the oldest first, of a subject (an adjustment, a plan) or a user if asked for."""
    with closing(for_reading(database)) as store, store.reading() as work:
        return [
            entry for entry in work.trail(since=since) if subject in {None, entry.subject} and who in {None, entry.who}
        ]
