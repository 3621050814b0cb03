"""What of a database the public may see, and what the public writes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """One edition of a plan, made public by an official on a day and on a basis (批准文号, 公告); `active` is False once withdrawn.

    `edition` is the version of the plan and `sha256` that of its document: what is imported later under the same plan is no part of it.
    """

    plan: str
    edition: int
    sha256: str
    day: date
    basis: str
    by: str = ""
    active: bool = True
    version: int = 1
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """An opinion of the public on a published plan, and the answer of the bureau.

    `contact` lies apart from history, so that it can be erased; empty where none was given or it is erased.
    """

    id: str
    plan: str
    subject: str
    text: str
    answer: str = ""
    answered_by: str = ""
    version: int = 1
    contact: str = ""
    recorded_at: datetime | None = None
