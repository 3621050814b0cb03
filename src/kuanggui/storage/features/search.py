"""A query for features as SQL; only the use of the spatial index differs between engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, text

from kuanggui.model.feature import FeatureQuery, Window
from kuanggui.storage.schema.history import features

C = features.c
INDEXED = {
    "sqlite": "feature_versions.id IN (SELECT id FROM feature_index WHERE west <= :e AND east >= :w AND south <= :n AND north >= :s)",
    "postgresql": "feature_versions.geometry && ST_MakeEnvelope(:w, :s, :e, :n, 4490)",
}
# PostGIS has one column more, which follows from the others.
WHOLE = tuple(features.c)


def find(query: FeatureQuery, dialect: str) -> Select[Any]:
    """The versions a query asks for, by plan, feature and time."""
    statement = select(*WHOLE).where(*_conditions(query, dialect))
    first = [C.west.is_(None)] if query.drawn_first else []
    ordered = statement.order_by(*first, *_ordered(dialect), C.valid_from, C.id)
    return ordered.offset(query.offset or None).limit(query.limit)


def only(query: FeatureQuery, other: FeatureQuery, dialect: str) -> Select[Any]:
    """The versions a query asks for and another does not."""
    return find(query, dialect).where(not_(and_(*_conditions(other, dialect))))


def count(query: FeatureQuery, dialect: str) -> Select[int]:
    """How many versions a query asks for, whatever page of them."""
    return select(func.count()).select_from(features).where(*_conditions(query, dialect))


def extent(query: FeatureQuery, dialect: str) -> Select[float | None, float | None, float | None, float | None]:
    """The outermost edges of the boxes of the versions a query asks for."""
    edges = (func.min(C.west), func.min(C.south), func.max(C.east), func.max(C.north))
    return select(*edges).where(*_conditions(query, dialect))


def _conditions(query: FeatureQuery, dialect: str) -> list[ColumnElement[bool]]:
    conditions = [*_times(query), *_attributes(query)]
    if query.window is None:
        return conditions
    touching = _touching(query.window, dialect)
    return [*conditions, or_(C.west.is_(None), and_(*touching))] if query.undrawn else conditions + touching


def _ordered(dialect: str) -> list[ColumnElement[str]]:
    """By plan and id, character by character; a server may have an alphabet of its own."""
    columns: list[ColumnElement[str]] = [C.plan_id, C.feature]
    return [column.collate("C") for column in columns] if dialect == "postgresql" else columns


def known(moment: datetime | None) -> ColumnElement[bool]:
    """What the database held for true at a moment, or holds now."""
    if moment is None:
        return C.recorded_to.is_(None)
    return and_(C.recorded_from <= moment, or_(C.recorded_to.is_(None), C.recorded_to > moment))


def in_force(day: date) -> ColumnElement[bool]:
    """What is in force on a day."""
    return and_(C.valid_from <= day, or_(C.valid_to.is_(None), C.valid_to > day))


def _times(query: FeatureQuery) -> Iterator[ColumnElement[bool]]:
    yield known(query.known_at)
    if query.as_of is not None:
        yield in_force(query.as_of)
    if query.during is not None:
        first, last = query.during
        if last is not None:
            yield C.valid_from <= last
        if first is not None:
            yield or_(C.valid_to.is_(None), C.valid_to > first)


def _attributes(query: FeatureQuery) -> Iterator[ColumnElement[bool]]:
    for column, wanted in ((C.plan_id, query.plan), (C.name, query.name), (C.number, query.number)):
        if wanted is not None:
            yield column == wanted
    if query.plans is not None:
        yield C.plan_id.in_(query.plans)
    for column, words in ((C.kind, query.kinds), (C.status, query.statuses), (C.level, query.levels)):
        if words:
            yield column.in_([str(word) for word in words])
    if query.ids:
        yield C.feature.in_(query.ids)
    if query.mineral is not None:
        yield C.minerals.contains(f";{query.mineral};", autoescape=True)
    if query.adcode is not None:
        yield C.adcodes.contains(f";{query.adcode.rstrip('0') or query.adcode}", autoescape=True)


def _touching(window: Window, dialect: str) -> list[ColumnElement[bool]]:
    """The index first; then the box itself, since indexes hold boxes in single precision."""
    corners = {"w": window.west, "s": window.south, "e": window.east, "n": window.north}
    exact = [C.west <= window.east, C.east >= window.west, C.south <= window.north, C.north >= window.south]
    return [text(INDEXED[dialect]).bindparams(**corners), *exact]  # type: ignore[list-item]
