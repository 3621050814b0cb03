"""Publications and opinions of the public in the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from kuanggui.model.publication import Feedback, Publication
from kuanggui.storage.schema.history import contacts, feedback, publications
from kuanggui.storage.versioned import Versioned
from kuanggui.storage.writer import Writer

PUBLICATION = ("plan", "edition", "sha256", "day", "basis", "by", "active", "version")
OPINION = ("plan", "subject", "text", "answer", "answered_by", "version")


@dataclass(frozen=True, slots=True)
class SqlPublications:
    """Which plans are public; without a writer they can only be read."""

    connection: Connection
    writer: Writer | None = None

    def all(self) -> list[Publication]:
        """The latest publication of every plan that ever had one, by plan; withdrawn ones among them."""
        return [_publication(row) for row in self._rows.current()]

    def get(self, plan: str) -> Publication | None:
        """The latest publication of a plan."""
        row = self._rows.get(plan)
        return _publication(row) if row else None

    def put(self, publication: Publication, expected: int) -> None:
        """Keep a publication after version `expected` (0: none yet); raises ConflictError when another came first."""
        row = {name: getattr(publication, name) for name in PUBLICATION if name not in {"plan", "version"}}
        self._rows.put(publication.plan, row, expected)

    @property
    def _rows(self) -> Versioned:
        return Versioned(self.connection, publications, "plan", self.writer)


@dataclass(frozen=True, slots=True)
class SqlFeedback:
    """Opinions of the public; without a writer they can only be read."""

    connection: Connection
    writer: Writer | None = None

    def all(self, plan: str | None = None) -> list[Feedback]:
        """Every opinion as it stands now, on a plan if one is given, the latest first."""
        rows = self._rows.current() if plan is None else self._rows.current(plan=plan)
        known = {row.feedback: row.contact for row in self.connection.execute(select(contacts))}
        found = [_opinion(row, known.get(row["feedback"], "")) for row in rows]
        return sorted(found, key=lambda opinion: opinion.id, reverse=True)

    def get(self, key: str) -> Feedback | None:
        """The opinion of that id."""
        row = self._rows.get(key)
        if row is None:
            return None
        contact = self.connection.scalar(select(contacts.c.contact).where(contacts.c.feedback == key))
        return _opinion(row, contact or "")

    def put(self, opinion: Feedback, expected: int) -> None:
        """Keep an opinion after version `expected` (0: none yet); its contact is kept with the first version."""
        self._rows.put(opinion.id, {name: getattr(opinion, name) for name in OPINION if name != "version"}, expected)
        if opinion.contact and not expected:
            self.connection.execute(contacts.insert(), {"feedback": opinion.id, "contact": opinion.contact})

    def forget(self, key: str) -> None:
        """Erase how the author of an opinion can be reached."""
        self.connection.execute(contacts.delete().where(contacts.c.feedback == key))

    @property
    def _rows(self) -> Versioned:
        return Versioned(self.connection, feedback, "feedback", self.writer)


def _publication(row: Mapping[str, Any]) -> Publication:
    return Publication(**{name: row[name] for name in PUBLICATION}, recorded_at=row["recorded_from"])


def _opinion(row: Mapping[str, Any], contact: str) -> Feedback:
    named = {name: row[name] for name in OPINION}
    return Feedback(id=row["feedback"], contact=contact, recorded_at=row["recorded_from"], **named)
