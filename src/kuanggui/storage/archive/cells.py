"""Values of columns as text and back, without loss, and their types in words of the Frictionless table schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer
from sqlalchemy.types import TypeEngine

from kuanggui.storage.engines.json_text import dump
from kuanggui.storage.schema.exact import Exact, Moment

MISSING = "\\N"


@dataclass(frozen=True, slots=True)
class Form:
    """How values of a column stand in text; `kind` is the Frictionless type."""

    kind: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


TEXT = Form("string", str, str)
FORMS: tuple[tuple[type[TypeEngine[Any]], Form], ...] = (
    (Boolean, Form("boolean", lambda value: "true" if value else "false", lambda text: text == "true")),
    (Integer, Form("integer", str, int)),
    (Float, Form("number", repr, float)),
    (Date, Form("date", date.isoformat, date.fromisoformat)),
    (JSON, Form("any", dump, json.loads)),
)


def form_of(column: Column[Any]) -> Form:
    """The form of a column by its type."""
    if isinstance(column.type, Moment):
        return Form("datetime", _moment, lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC))
    if isinstance(column.type, Exact):
        return Form("number", str, Decimal)
    return next((form for kind, form in FORMS if isinstance(column.type, kind)), TEXT)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
