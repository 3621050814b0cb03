"""What changed of a feature, in English; names and words of a plan stay as they are."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.app.difference.features import LABELS, Pair, said
from kuanggui.model.feature import Feature

NOTHING, NOTHING_EN = "无", "none"
ENGLISH = {
    "kind": "Kind",
    "name": "Name",
    "number": "Number",
    "status": "Status",
    "level": "Level",
    "adcodes": "Divisions",
    "minerals": "Minerals",
    "stated_area_km2": "Stated area",
    "implements": "Implements",
}


def lines_in_english(pair: Pair) -> tuple[str, ...]:
    """How the two sides of a pair differ, a line for each; nothing for what was removed."""
    old, new = pair
    if new is None:
        return ()
    return tuple(_facts(new) if old is None else _changes(old, new))


def _changes(old: Feature, new: Feature) -> Iterator[str]:
    for name in LABELS:
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield f"{ENGLISH[name]} {_said(one, name)} → {_said(other, name)}"
    if old.shape != new.shape:
        yield "The shape is another one"
    before, after = dict(old.attributes), dict(new.attributes)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield f"{name} {_said(before.get(name))} → {_said(after.get(name))}"
    if old.source != new.source:
        yield "From another file"


def _facts(feature: Feature) -> Iterator[str]:
    yield f"{ENGLISH['minerals']} {_said(feature.minerals, 'minerals')}"
    if feature.stated_area_km2 is not None:
        yield f"{ENGLISH['stated_area_km2']} {feature.stated_area_km2} km²"


def _said(value: object, name: str = "") -> str:
    words = said(value, name)
    return NOTHING_EN if words == NOTHING else words.replace("、", ", ")
