"""Users and their tokens in the database."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from kuanggui.model.user import Role, Token, User
from kuanggui.storage.schema.history import tokens, users
from kuanggui.storage.versioned import Versioned
from kuanggui.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlUsers:
    """All users; without a writer they can only be read."""

    connection: Connection
    writer: Writer | None = None

    def all(self) -> list[User]:
        """Every user, by name."""
        return [_user(row) for row in self._users.current()]

    def get(self, name: str) -> User | None:
        """The user of that name."""
        row = self._users.get(name)
        return _user(row) if row else None

    def put(self, user: User, expected: int) -> None:
        """Keep a user after version `expected` (0: none yet); raises ConflictError when another write came first."""
        row = {name: value for name, value in asdict(user).items() if name not in {"name", "version"}}
        self._users.put(user.name, row | {"role": user.role.value}, expected)

    def token(self, key: str) -> Token | None:
        """The token with that id."""
        row = self._tokens.get(key)
        return _token(row) if row else None

    def tokens(self, user: str) -> list[Token]:
        """Every token of a user."""
        return [_token(row) for row in self._tokens.current(user=user)]

    def put_token(self, token: Token, expected: int) -> None:
        """Keep a token after version `expected` (0: none yet)."""
        row = {name: value for name, value in asdict(token).items() if name not in {"id", "version"}}
        self._tokens.put(token.id, row, expected)

    @property
    def _users(self) -> Versioned:
        return Versioned(self.connection, users, "user", self.writer)

    @property
    def _tokens(self) -> Versioned:
        return Versioned(self.connection, tokens, "token", self.writer)


def _user(row: dict[str, Any]) -> User:
    return User(row["user"], Role(row["role"]), row["adcode"], row["password"], row["active"], row["version"])


def _token(row: dict[str, Any]) -> Token:
    named = {name: row[name] for name in ("user", "secret", "purpose", "expires_on", "active", "version")}
    return Token(id=row["token"], **named)
