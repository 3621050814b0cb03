"""Features as the items of a layer: filtered, generalised, cut into pages. The public map and the OGC interface read through here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import shapely

from kuanggui.app.ports import Work
from kuanggui.app.public.projection import LayerView, ShapeForm
from kuanggui.app.public.shapes import METRES_PER_DEGREE, generalise
from kuanggui.app.public.wording import word
from kuanggui.model.feature import FeatureKind, FeatureQuery, FeatureStatus, FeatureVersion, Window
from kuanggui.regulation.mineral_catalogue import mineral

RIGHTS = (FeatureKind.EXPLORATION_RIGHT, FeatureKind.MINING_RIGHT)
STANDING = (FeatureStatus.EXISTING, FeatureStatus.PENDING)
FILTERS = ("kind", "name", "number", "status", "level", "plan")
SEPARATOR = ":"
GRID = 100  # cells a degree

Value = str | float | None


@dataclass(frozen=True, slots=True)
class Ask:
    """What is wanted of a layer: a day, or a span with open ends (None); windows in degrees; fields with their values; a page."""

    day: date
    during: tuple[date | None, date | None] | None = None
    windows: tuple[Window, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A feature as a layer shows it: an id that is its own in the whole database, the shape in degrees, properties by name."""

    id: str
    shape: shapely.Geometry | None
    properties: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the items that were asked for, and how many there are in all."""

    matched: int
    items: list[Item]


def layer_page(work: Work, view: LayerView, plans: tuple[str, ...], ask: Ask) -> Page:
    """A page of a layer over some plans, first what is drawn: programs take the first items for what all are like.

    The window is compared with the shape as it is shown, so that it tells no more than that; what has none to show fits any.
    """
    query = _query(view, plans, ask)
    if query is None:
        return Page(0, [])
    if not ask.windows and ask.during is None and not view.untaken:
        matched = work.features.count(query)
        found = work.features.find(replace(query, offset=ask.offset, limit=ask.limit, drawn_first=True))
        return Page(matched, [item_of(version, view) for version in found])
    fitting = sorted(_fitting(work, view, query, ask), key=lambda item: item.shape is None)
    end = None if ask.limit is None else ask.offset + ask.limit
    return Page(len(fitting), fitting[ask.offset : end])


def layer_extent(work: Work, view: LayerView, plans: tuple[str, ...], until: date | None) -> Window | None:
    """A window around all that a layer ever showed, up to a day (None: whatever is to come, too).

    It goes a hundredth of a degree outwards, so that it does not tell where exactly an edge lies.
    """
    query = _query(view, plans, Ask(date.max, (None, until)))
    found = None if query is None or view.shape.form is ShapeForm.NONE else work.features.extent(query)
    if found is None:
        return None
    low = (math.floor(edge * GRID) / GRID for edge in (found.west, found.south))
    high = (math.ceil(edge * GRID) / GRID for edge in (found.east, found.north))
    return Window(*low, *high)


def layer_item(work: Work, view: LayerView, plans: tuple[str, ...], key: str, day: date) -> Item | None:
    """One item of a layer by its id, as of a day; None where the layer has none of it."""
    plan, _, feature = key.partition(SEPARATOR)
    if plan not in plans:
        return None
    query = FeatureQuery(plan, day, kinds=view.kinds, statuses=view.statuses, ids=(feature,))
    versions = _untaken(work, view, query, work.features.find(query))
    return next((item_of(version, view) for version in versions), None)


def item_of(version: FeatureVersion, view: LayerView) -> Item:
    """A version as the layer shows it, and nothing more of it."""
    feature = version.feature
    known: dict[str, Value] = {
        "kind": feature.kind.value,
        "name": feature.name,
        "number": feature.number,
        "status": feature.status.value,
        "level": feature.level.value if feature.level else None,
        "minerals": "、".join(mineral(code).name for code in feature.minerals),
        "adcodes": "、".join(feature.adcodes),
        "stated_area_km2": None if feature.stated_area_km2 is None else float(feature.stated_area_km2),
        "area_m2": version.area_m2,
        "valid_from": version.valid_from.isoformat(),
    }
    properties: dict[str, Value] = {"plan": version.plan}
    properties |= {name: known[name] for name in view.fields}
    if "kind" in view.fields:
        properties["kind_zh"], properties["kind_en"] = word("kind", feature.kind.value)
    for name, value in feature.attributes:
        if view.attributes is None or name in view.attributes:
            properties.setdefault(name, value)
    for name in view.attributes or ():
        properties.setdefault(name, None)
    shape = generalise(feature.shape.wkb, view.shape)
    properties["geometry_mark"] = feature.shape.mark.value if shape is not None else "none"
    return Item(f"{version.plan}{SEPARATOR}{feature.id}", shape, properties)


def _query(view: LayerView, plans: tuple[str, ...], ask: Ask) -> FeatureQuery | None:
    """The query for what can be asked of the database; None where nothing can fit. Only fields that the layer shows are compared."""
    filters = {name: value for name, value in ask.filters if name == "plan" or name in view.fields}
    if len(filters) < len(ask.filters):
        return None
    wanted = tuple(plan for plan in plans if filters.get("plan") in {None, plan})
    kinds = tuple(kind for kind in view.kinds if filters.get("kind") in {None, kind.value})
    statuses = tuple(status for status in view.statuses if filters.get("status") in {None, status.value})
    if not (wanted and kinds and statuses):
        return None
    return FeatureQuery(
        as_of=None if ask.during else ask.day,
        during=ask.during,
        kinds=kinds,
        statuses=statuses,
        window=_widened(ask.windows, view),
        undrawn=True,
        plans=wanted,
        levels=(filters["level"],) if "level" in filters else (),
        name=filters.get("name"),
        number=filters.get("number"),
    )


def _widened(windows: tuple[Window, ...], view: LayerView) -> Window | None:
    """A window around all, as far out as a shape may be moved by making it coarser; None where it would tell of a hidden shape."""
    shape = view.shape
    if not windows or shape.form is ShapeForm.NONE:
        return None
    reach = {ShapeForm.ROUNDED: 10.0**-shape.digits, ShapeForm.SIMPLIFIED: shape.tolerance_m / METRES_PER_DEGREE}
    by = reach.get(shape.form, 0.0)
    return Window(
        min(window.west for window in windows) - by,
        min(window.south for window in windows) - by,
        max(window.east for window in windows) + by,
        max(window.north for window in windows) + by,
    )


def _fitting(work: Work, view: LayerView, query: FeatureQuery, ask: Ask) -> Iterator[Item]:
    versions = _untaken(work, view, query, work.features.find(query))
    if ask.during is not None:
        versions = _latest(versions)
    window = _boxes(ask.windows) if ask.windows else None
    for version in versions:
        item = item_of(version, view)
        if window is None or item.shape is None or shapely.intersects(window, item.shape):
            yield item


def _boxes(windows: tuple[Window, ...]) -> shapely.Geometry:
    boxes = shapely.union_all([shapely.box(one.west, one.south, one.east, one.north) for one in windows])
    shapely.prepare(boxes)
    return boxes


def _latest(versions: Iterable[FeatureVersion]) -> Iterator[FeatureVersion]:
    """Of each feature the version last in force in the span; versions of one come one after the other."""
    last: FeatureVersion | None = None
    for version in versions:
        if last is not None and (last.plan, last.feature.id) != (version.plan, version.feature.id):
            yield last
        last = version
    if last is not None:
        yield last


def _untaken(
    work: Work, view: LayerView, query: FeatureQuery, versions: Iterable[FeatureVersion]
) -> Iterable[FeatureVersion]:
    """Without the blocks that are taken, where the layer wants that."""
    if not view.untaken:
        return versions
    rights = work.features.find(
        FeatureQuery(query.plan, query.as_of, plans=query.plans, kinds=RIGHTS, statuses=STANDING)
    )
    taken = {(right.plan, right.feature.implements) for right in rights}
    return (
        version
        for version in versions
        if (version.plan, version.feature.id) not in taken
        and not any(value in view.untaken for _, value in version.feature.attributes)
    )
