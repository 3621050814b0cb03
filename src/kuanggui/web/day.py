"""The day on which a request that names none is answered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Query

Day = Annotated[date | None, Query(description="The day; default: today.")]


def today() -> date:
    """The date where the server stands."""
    return datetime.now(UTC).astimezone().date()
