"""Screening cases from rectangles in metres: the YAML cases of the rules, and small worlds for other tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import shapely

from kuanggui.app.screening.themes import make_theme
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.extract import settings_of
from kuanggui.checks.screening.layers import Themes
from kuanggui.checks.screening.plan_phrases import PlanText
from kuanggui.checks.screening.theme_layer import ThemeLayer
from kuanggui.ingest.screening.fields import read_application
from kuanggui.model.document import Source
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.outline import Provision
from kuanggui.model.plan.target import Cap, DepositSize, MineLimit, MinimumScale, Nature
from kuanggui.model.plan.value import Figure, Word, Years
from kuanggui.model.quantity import Quantity
from kuanggui.regulation import parse_unit
from kuanggui.regulation.law import Law
from kuanggui.regulation.mineral_catalogue import minerals_named
from kuanggui.spatial.crs import find_gauss_kruger
from kuanggui.spatial.layer.record import LayerRecord
from kuanggui.spatial.polygons import from_shapely

CRS = find_gauss_kruger(114, 3, prefixed=False)
ORIGIN = (500_000.0, 4_430_000.0)
DAY = "2026-07-01"
BLOCK = [0, 0, 1000, 1000]
USUAL: dict[str, Any] = {
    "name": "东岭",
    "purpose": "mining",
    "action": "new",
    "minerals": ["水泥用灰岩"],
    "region": "990100",
}
PLACE = Place("case.yaml", "ab" * 32, 1, 0, 0, "东岭")
SOURCE = Source("plan.txt", "cd" * 32, 1, "text/plain", "made/1")


def case_of(given: Mapping[str, Any]) -> ScreeningCase:
    """The screening case of a YAML case."""
    as_of = date.fromisoformat(str(given.get("as_of", DAY)))
    settings = settings_of(Law(as_of))
    themes = Themes([layer_of(kind, items) for kind, items in given.get("layers", {}).items()], settings)
    ground = themes.around(from_shapely([shape_of(given.get("block", BLOCK))], CRS))[0]
    return ScreeningCase(
        application=read_application(USUAL | given.get("case", {}), "case"),
        ground=ground,
        place=PLACE,
        as_of=as_of,
        plan_text=PlanText(plan_of(given["plan"])) if "plan" in given else None,
        titles={kind: setting.title for kind, setting in settings.items()},
    )


def shape_of(item: Any) -> Any:
    """A rectangle [west, south, east, north], or a mapping with `line`, `point`, `box` or `polygon`, in metres from the origin."""
    keyed = item if isinstance(item, Mapping) else {"box": item}
    shape = next(_SHAPES[key](keyed[key]) for key in _SHAPES if key in keyed)
    return shapely.transform(shape, lambda points: points + np.array(ORIGIN))


_SHAPES = {
    "box": lambda box: shapely.box(*box),
    "line": shapely.LineString,
    "point": shapely.Point,
    "polygon": shapely.Polygon,
}


def layer_of(kind: str, items: Sequence[Any]) -> ThemeLayer:
    """A layer of a kind from shapes and, in mappings, their attributes."""
    rows = [{k: v for k, v in item.items() if k not in _SHAPES} if isinstance(item, Mapping) else {} for item in items]
    shapes = [shape_of(item) for item in items]
    record = LayerRecord(
        f"{kind}_made", kind, "2025-12-31", "示例局", "made.geojson", "ef" * 32, CRS.definition, "",
        len(items), 0, len(items), 0, 0.0, 0, (), snapshot_sha256="12" * 32,
    )  # fmt: skip
    return make_theme(record, shapes, rows, CRS)


def plan_of(given: Mapping[str, Any]) -> Plan:
    """A plan from its provisions (`text`), `caps`, `mine_limits`, `minimum_scales` and `period`."""
    return Plan(
        id="made",
        source=SOURCE,
        planning_period=Years(*given["period"], _place("规划期")) if "period" in given else None,
        provisions=tuple(Provision(f"p{n}", _place(text), (), text) for n, text in enumerate(given.get("text", ()), 1)),
        caps=tuple(
            Cap(f"c{n}", _place(mineral), "annual_output_cap", _figure(value, "万吨"), _word(mineral))
            for n, (mineral, value) in enumerate(given.get("caps", {}).items(), 1)
        ),
        mine_limits=tuple(
            MineLimit(f"m{n}", _place(mineral), _word(mineral), mines=_figure(value, "个"), nature=Nature.BINDING)
            for n, (mineral, value) in enumerate(given.get("mine_limits", {}).items(), 1)
        ),
        minimum_scales=tuple(
            MinimumScale(
                f"s{n}",
                _place(s["mineral"]),
                _word(s["mineral"]),
                DepositSize(s["size"]),
                _figure(s["value"], "万吨/年"),
            )
            for n, s in enumerate(given.get("minimum_scales", ()), 1)
        ),
    )


def _place(quote: str) -> Place:
    return Place(SOURCE.name, SOURCE.sha256, 1, 0, len(quote), quote)


def _word(mineral: str) -> Word:
    return Word(mineral, _place(mineral), tuple(entry.code for entry in minerals_named(mineral)))


def _figure(value: Any, unit: str) -> Figure:
    number = Decimal(str(value))
    return Figure(Quantity(f"{value}{unit}", number, number, unit=_unit(unit)), _place(f"{value}{unit}"))


@cache
def _unit(name: str) -> Any:
    return parse_unit(name)
