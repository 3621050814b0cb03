"""A comparison in the form asked for: a page with maps, a workbook, GeoJSON, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from enum import StrEnum
from itertools import groupby
from typing import Any

from kuanggui.app.difference.features import Difference, Pair, compare_pair
from kuanggui.app.difference.report import Comparison
from kuanggui.model.feature import Feature
from kuanggui.reports.difference.view import DifferenceView, FeatureRow, TextRow

Json = dict[str, Any]


class DiffFormat(StrEnum):
    """The forms of a comparison."""

    TABLE = "table"
    JSON = "json"
    GEOJSON = "geojson"
    HTML = "html"
    XLSX = "xlsx"


def write_comparison(found: Comparison, form: DiffFormat, sides: tuple[str, str], names: Mapping[str, str]) -> bytes:
    """The bytes of a form other than the table. `sides` are the two as the user knows them, `names` those of parts and kinds."""
    match form:
        case DiffFormat.JSON:
            return _dumped(comparison_record(found))
        case DiffFormat.GEOJSON:
            return _dumped({"type": "FeatureCollection", "features": [*_geojson(found)]})
        case DiffFormat.XLSX:
            from kuanggui.reports.difference.sheets import write_sheets  # noqa: PLC0415 - slow to load

            return write_sheets(view_of(found, sides, names))
        case _:
            from kuanggui.reports.difference.page import write_page  # noqa: PLC0415

            return write_page(view_of(found, sides, names))


def comparison_record(found: Comparison) -> Json:
    """A comparison for JSON."""
    differences = [{"part": part, **asdict(each)} for part, each in found.differences]
    return {"old": found.old, "new": found.new, "differences": differences}


def view_of(found: Comparison, sides: tuple[str, str], names: Mapping[str, str]) -> DifferenceView:
    """What a report shows."""
    texts = [each for each in found.differences if each[0] != "features"]
    parts = tuple(
        (names.get(part, part), tuple(TextRow(each.subject, each.how, each.lines) for _, each in group))
        for part, group in groupby(texts, key=lambda each: each[0])
    )
    return DifferenceView(*sides, tuple(_row(pair, names) for pair in found.pairs), parts, found.around)


def _row(pair: Pair, names: Mapping[str, str]) -> FeatureRow:
    said = compare_pair(pair)
    old, new = pair
    kind = (new or old).kind.value  # type: ignore[union-attr]
    moved, areas = _figures(pair)
    return FeatureRow(said.subject, said.how, said.lines, old, new, names.get(kind, kind), moved, *areas)


def _figures(pair: Pair) -> tuple[float | None, tuple[float | None, float | None]]:
    """Metres between the centres, and both areas in km²; None where there is no geometry."""
    import shapely  # noqa: PLC0415 - words need no geometry

    from kuanggui.app.difference.geometry import area_m2, distance_m  # noqa: PLC0415

    shapes = [None if each is None or each.shape.wkb is None else shapely.from_wkb(each.shape.wkb) for each in pair]
    first, second = (None if shape is None else area_m2(shape) / 1e6 for shape in shapes)
    moved = None if shapes[0] is None or shapes[1] is None else round(distance_m(shapes[0], shapes[1]), 2)
    return moved, (first, second)


def _geojson(found: Comparison) -> Iterator[Json]:
    """Each side of each change as a feature, in degrees on CGCS2000."""
    for pair in found.pairs:
        said, (moved, areas) = compare_pair(pair), _figures(pair)
        for side, feature, area in zip(("before", "after"), pair, areas, strict=True):
            if feature is not None:
                yield _drawn(feature, said, {"side": side, "moved_m": moved, "area_km2": area})


def _drawn(feature: Feature, said: Difference, more: Json) -> Json:
    import shapely  # noqa: PLC0415

    wkb = feature.shape.wkb
    geometry = None if wkb is None else json.loads(shapely.to_geojson(shapely.from_wkb(wkb)))
    told = {"kind": feature.kind.value, "name": feature.name, "minerals": list(feature.minerals)}
    properties = told | {"how": said.how, "lines": list(said.lines), "geometry": feature.shape.mark.value} | more
    return {"type": "Feature", "id": feature.id, "geometry": geometry, "properties": properties}


def _dumped(content: Json) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
