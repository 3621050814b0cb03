"""Use case: find features of all plans and layers by name, number, mineral, holder or division, and places by name, ranked."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import shapely

from kuanggui.app.atlas.ground import Ground
from kuanggui.app.atlas.kept import Kept
from kuanggui.checks.screening.features import standard_names
from kuanggui.model.feature import Feature
from kuanggui.regulation.division_catalogue import divisions, lineage
from kuanggui.regulation.mineral_catalogue import mineral, minerals_named
from kuanggui.spatial.divisions.outlines import outline_of, outlines_within
from kuanggui.spatial.layer.opened import Layer
from kuanggui.spatial.tile.layer import in_degrees

SEARCHED = 20_000
"""Layers of more features are not searched by name: nobody looks for a field by its number."""
# How well each thing found stands for what was asked: the whole of a name before its beginning, a name before a mineral.
WHOLE, BEGINNING, PART, NUMBER, MINERAL, HOLDER, DIVISION = 100, 80, 60, 90, 40, 35, 20
ELSEWHERE = 30
"""What a place outside the regions of the plans loses."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Found:
    """Something found: a feature of a plan, of a layer, or a division; `box` in degrees, None where it was never drawn.

    `why` says what fitted: name, number, mineral, holder or division. Higher `rank` fits better.
    """

    source: str
    plan: str
    layer: str
    id: str
    kind: str
    name: str
    why: str
    rank: int
    box: Box | None


def search(
    words: str, grounds: Sequence[Ground], layers: Sequence[Layer], regions: Sequence[str], most: int
) -> list[Found]:
    """What fits all of the words (divided by blanks), the best first; names of equal rank by length, then in order."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    found = [*_features(wanted, grounds), *_layers(wanted, layers), *_places(wanted, regions)]
    best = heapq.nsmallest(most, found, key=lambda each: (-each.rank, len(each.name), each.name, each.plan, each.id))
    return [replace(each, box=place_box(each.id)) if each.source == "division" else each for each in best]


def _features(wanted: Sequence[str], grounds: Sequence[Ground]) -> Iterator[Found]:
    sought = [frozenset(entry.code for entry in minerals_named(word)) for word in wanted]
    for ground in grounds:
        for place, version in enumerate(ground.versions):
            fit = _fit_feature(wanted, sought, version.feature)
            if fit:
                yield Found(
                    "plan",
                    ground.plan,
                    "",
                    version.feature.id,
                    version.feature.kind.value,
                    version.feature.name,
                    fit[1],
                    fit[0],
                    _box(ground, place),
                )


def _fit_feature(wanted: Sequence[str], sought: Sequence[frozenset[str]], feature: Feature) -> tuple[int, str] | None:
    """Rank and reason of the word that fits best, if every word fits something."""
    fits = []
    for word, codes in zip(wanted, sought, strict=True):
        holder = standard_names(dict(feature.attributes)).get("holder", "") if feature.attributes else ""
        options = [
            (_fit(word, feature.name), "name"),
            (_fit(word, feature.number or "") and NUMBER, "number"),
            (
                MINERAL if codes & set(feature.minerals) or any(word in n for n in _mineral_names(feature)) else 0,
                "mineral",
            ),
            (_fit(word, str(holder)) and HOLDER, "holder"),
            (
                DIVISION
                if any(word in name for name in _division_names(feature.adcodes)) or word in feature.adcodes
                else 0,
                "division",
            ),
        ]
        fits.append(max(options))
    return max(fits) if all(rank for rank, _ in fits) else None


def _fit(word: str, text: str) -> int:
    text = text.casefold()
    if word not in text:
        return 0
    if word == text:
        return WHOLE
    return BEGINNING if text.startswith(word) else PART


def _mineral_names(feature: Feature) -> list[str]:
    return [mineral(code).name for code in feature.minerals]


@cache
def _division_names(codes: tuple[str, ...]) -> tuple[str, ...]:
    names = _names_by_code()
    return tuple(names[each] for code in codes for each in lineage(code, None) if each in names)


@cache
def _names_by_code() -> dict[str, str]:
    return {entry.code: entry.name for entry in divisions(None)}


def _box(ground: Ground, place: int) -> Box | None:
    drawn = ground.drawn.searchsorted(place)
    if drawn < len(ground.drawn) and ground.drawn[drawn] == place:
        return _four(ground.boxes[drawn])
    return None


def _four(values: Any) -> Box:
    west, south, east, north = (float(value) for value in values)
    return west, south, east, north


_texts: Kept[list[tuple[str, str, str]]] = Kept(200_000, len)


def _layers(wanted: Sequence[str], layers: Sequence[Layer]) -> Iterator[Found]:
    for layer in layers:
        if not 0 < len(layer) <= SEARCHED:
            continue
        for number, (name, mark, holder) in enumerate(_texts_of(layer)):
            options = [
                max(
                    (_fit(word, name), "name"),
                    (_fit(word, mark) and NUMBER, "number"),
                    (_fit(word, holder) and HOLDER, "holder"),
                )
                for word in wanted
            ]
            if all(rank for rank, _ in options):
                rank, why = max(options)
                yield Found(
                    "layer", "", layer.name, str(number), layer.kind, name, why, rank - 1, _layer_box(layer, number)
                )


def _texts_of(layer: Layer) -> list[tuple[str, str, str]]:
    return _texts.get((layer.folder, layer.sha256), lambda: _read(layer))


def _read(layer: Layer) -> list[tuple[str, str, str]]:
    """Name, number and holder of every feature."""
    rows = [standard_names(row) for row in layer.attributes(range(len(layer)))]
    return [(str(row.get("name") or ""), str(row.get("number") or ""), str(row.get("holder") or "")) for row in rows]


def _layer_box(layer: Layer, number: int) -> Box | None:
    box = shapely.bounds(in_degrees(layer.geometries([number]), layer.crs)[0])
    return None if np.isnan(box).any() else _four(box)


def _places(wanted: Sequence[str], regions: Sequence[str]) -> Iterator[Found]:
    """Divisions in being whose name fits; those in the provinces of the plans before others."""
    near = {region[:2] for region in regions}
    (word, *others) = wanted
    for entry in divisions(None):
        rank = _fit(word, entry.name)
        if others or not rank or entry.valid_to is not None:
            continue
        if entry.code[:2] not in near:
            rank -= ELSEWHERE
        yield Found("division", "", "", entry.code, entry.level, entry.name, "name", rank, None)


def place_box(code: str) -> Box | None:
    """The box around a division in degrees; None for one that is not drawn."""
    if code.endswith("0000"):
        shapes = [each.shape for each in outlines_within("000000") if each.adcode == code]
    else:
        outline = outline_of(code)
        shapes = [outline.shape] if outline else []
    return _four(shapely.total_bounds(shapes)) if shapes else None
