"""Routes of the audit trail and of the access record."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from kuanggui.app.trail_view import TrailFilter, people_seen, trail_page, verified_trail
from kuanggui.model.trail import TrailEntry, Verified
from kuanggui.web.people import Caller
from kuanggui.web.records.record import Access, Wanted
from kuanggui.web.services import Config, Record

router = APIRouter(prefix="/records", tags=["records"])


class RecordQuery(BaseModel):
    """Which lines are wanted, empty for any: by the beginning of a name, words, days of the server's clock."""

    model_config = ConfigDict(extra="forbid")

    who: str = Field(default="", max_length=100)
    words: str = Field(default="", max_length=200)
    since: date | None = None
    until: date | None = None
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=200, ge=1, le=1000)


class TrailQuery(RecordQuery):
    """Entries of the trail, by the beginning of an action too."""

    action: str = Field(default="", max_length=60)


class AccessQuery(RecordQuery):
    """Lines of the access record; only files taken away, if `downloads`."""

    downloads: bool = False


class TrailLine(BaseModel):
    """An entry of the audit trail; `rows` is how many rows of the database it covers."""

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    why: str
    rows: int
    hash: str

    @classmethod
    def of(cls, entry: TrailEntry) -> TrailLine:
        """What is told of an entry."""
        told = {name: getattr(entry, name) for name in cls.model_fields if name != "rows"}
        return cls(rows=sum(part.rows for part in entry.content), **told)


class TrailPage(BaseModel):
    """A page of the trail, the latest first, and how many entries fit."""

    total: int
    lines: list[TrailLine]


class AccessPage(BaseModel):
    """A page of the access record, the latest first, and how many lines fit."""

    total: int
    lines: list[Access]


@router.get("/trail")
def trail(caller: Caller, config: Config, asked: Annotated[TrailQuery, Query()]) -> TrailPage:
    """The audit trail: every write to the plan database, as far as the caller's region goes."""
    wanted = TrailFilter(asked.who, asked.action, asked.words, asked.since, asked.until)
    total, entries = trail_page(config.db, caller, wanted, offset=asked.offset, limit=asked.limit)
    return TrailPage(total=total, lines=[TrailLine.of(entry) for entry in entries])


@router.get("/trail/state")
def trail_state(caller: Caller, config: Config) -> Verified:
    """Check every hash of the trail and every row it covers, as `kuanggui db verify` does."""
    return verified_trail(config.db, caller)


@router.get("/access")
def access(caller: Caller, config: Config, record: Record, asked: Annotated[AccessQuery, Query()]) -> AccessPage:
    """The access record: every write and every download through the server, logins among them."""
    since, until = _moment(asked.since), _moment(asked.until, days=1)
    wanted = Wanted(asked.who, asked.words, since, until, asked.downloads, asked.limit, asked.offset)
    total, lines = record.find(wanted, people_seen(config.db, caller))
    return AccessPage(total=total, lines=lines)


def _moment(day: date | None, days: int = 0) -> str:
    """The begin of a day, by the clock of this machine, as the record writes moments; of the last days there are, none."""
    if day is None:
        return ""
    try:
        return datetime.combine(day + timedelta(days=days), time()).astimezone(UTC).isoformat(timespec="milliseconds")
    except (OverflowError, ValueError):
        return ""
