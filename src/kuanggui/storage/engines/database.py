"""What an engine has to be able to do for the store; everything else is the same SQL on all of them."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from kuanggui.errors import StoreError


class Database(Protocol):
    """A place that holds or may hold a plan database, and all that is particular to its engine."""

    @property
    def name(self) -> str:
        """Where the database is, as the user may see it: never with a password."""

    def engine(self, *, read_only: bool, foreign_keys: bool = True) -> Engine:
        """An engine on the database; nothing is opened before the first connection."""

    def shared_engines(self, most: int) -> tuple[Engine, Engine]:
        """Engines for reading and for writing that hold no more than `most` connections together, however many threads use them."""

    def is_there(self) -> bool:
        """Whether a database of the engine exists at the place; it may be empty."""

    def refuse_nowhere(self, *, writes: bool) -> None:
        """Raise StoreError when the place can hold no database."""

    def prepare(self) -> None:
        """Make an empty database ready for the tables; raises DBAPIError when the engine refuses."""

    def mark(self, connection: Connection) -> None:
        """Mark the tables just created as ours, in their transaction."""

    def is_ours(self, connection: Connection) -> bool:
        """Whether the database carries our mark."""

    def problems(self, connection: Connection) -> list[str]:
        """What is wrong with the database itself: damage, rows whose owner is missing."""

    def explain(self, error: DBAPIError) -> StoreError:
        """An error of the engine in one line that says what to mend."""
