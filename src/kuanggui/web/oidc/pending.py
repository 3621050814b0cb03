"""Logins that a provider has not answered yet, in a SQLite file that all workers share; each is good for one answer."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import time

from kuanggui.web.shared_file import connect

FILE = "oidc.db"
SECONDS = 600
MOST = 10_000  # whoever begins logins without end pushes out his own
SCHEMA = """
CREATE TABLE IF NOT EXISTS pending (
  state TEXT PRIMARY KEY, browser TEXT NOT NULL, nonce TEXT NOT NULL, verifier TEXT NOT NULL, next TEXT NOT NULL, at REAL NOT NULL
) STRICT
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """A login that was begun: `browser` is the key that the browser alone was given."""

    state: str
    browser: str
    nonce: str
    verifier: str
    next: str

    @property
    def challenge(self) -> str:
        """The hash of the verifier (RFC 7636)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class Pending:
    """The logins of a folder; safe for threads and processes."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._clock = clock
        with closing(connect(self._path)) as connection:
            connection.execute(SCHEMA)
        self._path.chmod(0o600)

    def begin(self, after: str) -> Begun:
        """Begin a login that ends at an address of this site."""
        state, browser, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(4))
        begun = Begun(state, browser, nonce, verifier, after)
        row = (_hash(begun.state), _hash(begun.browser), begun.nonce, begun.verifier, after, self._clock())
        old = "DELETE FROM pending WHERE at < ? OR rowid <= (SELECT max(rowid) FROM pending) - ?"
        with closing(connect(self._path)) as connection:
            connection.execute(old, (self._clock() - SECONDS, MOST))
            connection.execute("INSERT INTO pending VALUES (?, ?, ?, ?, ?, ?)", row)
        return begun

    def take(self, state: str, browser: str) -> Begun | None:
        """The login with a state, once, and only in the browser that began it."""
        query = "DELETE FROM pending WHERE state = ? AND browser = ? AND at >= ? RETURNING nonce, verifier, next"
        given = (_hash(state), _hash(browser), self._clock() - SECONDS)
        with closing(connect(self._path)) as connection:
            row = connection.execute(query, given).fetchone()
        return Begun(state, browser, *row) if row else None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
