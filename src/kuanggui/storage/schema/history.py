"""Tables whose rows are never changed: the audit trail, and the versions of features."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, Table, Text
from sqlalchemy.schema import SchemaItem

from kuanggui.storage.schema.exact import Exact, Moment, packed
from kuanggui.storage.schema.records import metadata

trail = Table(
    "trail_entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment(), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("content", packed(), nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
)


def _recorded() -> tuple[SchemaItem, ...]:
    """From when until when the database held a row for true, and the entries of the trail that say so."""
    return (
        Column("recorded_from", Moment(), nullable=False),
        Column("recorded_to", Moment()),
        Column("entry", Integer, nullable=False, index=True),
        Column("closed_by", Integer, index=True),
        Column("digest", Text, nullable=False),
    )


def _history(name: str, *columns: Column[Any] | SchemaItem) -> Table:
    return Table(name, metadata, Column("id", Integer, primary_key=True), *columns, *_recorded())


features = _history(
    "feature_versions",
    Column("plan_id", ForeignKey("plans.id"), nullable=False),
    Column("feature", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("number", Text),
    Column("status", Text, nullable=False),
    Column("level", Text),
    Column("adcodes", Text, nullable=False),
    Column("minerals", Text, nullable=False),
    Column("stated_area_km2", Exact()),
    Column("geometry_mark", Text, nullable=False),
    Column("wkb", LargeBinary),
    Column("west", Float(53)),
    Column("south", Float(53)),
    Column("east", Float(53)),
    Column("north", Float(53)),
    Column("area_m2", Float(53)),
    Column("implements", Text),
    Column("attributes", packed(), nullable=False),
    Column("source", packed()),
    Column("adjustment", Text),
    Column("predecessors", packed(), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Index("ix_feature_versions_feature", "plan_id", "feature"),
)
adjustments = _history(
    "adjustment_versions",
    Column("adjustment", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("plan_id", ForeignKey("plans.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("effective_on", Date),
    Column("remarks", packed(), nullable=False),
)
targets = _history(
    "target_versions",
    Column("plan_id", ForeignKey("plans.id"), nullable=False, index=True),
    Column("part", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("value", packed(), nullable=False),
    Column("old", packed(), nullable=False),
    Column("adjustment", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
)
users = _history(
    "user_versions",
    Column("user", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("adcode", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)
tokens = _history(
    "token_versions",
    Column("token", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("user", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("active", Boolean, nullable=False),
)
files = _history(
    "files",
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
publications = _history(
    "publication_versions",
    Column("plan", ForeignKey("plans.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("basis", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)
feedback = _history(
    "feedback_versions",
    Column("feedback", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("plan", ForeignKey("plans.id"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_by", Text, nullable=False),
)
# Apart from history and no part of the trail, because whoever wrote may ask for it to be erased.
contacts = Table(
    "feedback_contacts",
    metadata,
    Column("feedback", Text, primary_key=True),
    Column("contact", Text, nullable=False),
)
HISTORY: dict[str, Table] = {
    table.name: table for table in (features, adjustments, targets, users, tokens, files, publications, feedback)
}
