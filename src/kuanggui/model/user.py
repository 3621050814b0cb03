"""Users of a plan database: what they may do, and for which region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a user is there for."""

    VIEWER = "viewer"
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    OPERATOR = "operator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class User:
    """A user. `adcode` is the division, with all below it, that the role holds for (000000: the country); `password` its argon2 hash."""

    name: str
    role: Role
    adcode: str
    password: str
    active: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True)
class Token:
    """A key for programs: `secret` is the SHA-256 of what the user holds, `expires_on` the first day on which it is refused."""

    id: str
    user: str
    secret: str
    purpose: str
    expires_on: date
    active: bool = True
    version: int = 1
