"""The screener: layers, plan and law kept warm, answering case after case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from kuanggui.app.plans import list_plans, load_plan
from kuanggui.app.screening.ranges import Range
from kuanggui.app.screening.themes import open_themes
from kuanggui.app.stock import Stock
from kuanggui.checks.screening.assess import judge
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.extract import settings_of, theme_answers
from kuanggui.checks.screening.layers import Themes, ThemeSetting, WarmGround
from kuanggui.checks.screening.plan_phrases import PlanText
from kuanggui.findings.screening import Override, ScreeningAnswer
from kuanggui.model.place import Place
from kuanggui.model.plain import to_plain
from kuanggui.model.plan import Plan
from kuanggui.model.screening.application import Application
from kuanggui.regulation.law import Law
from kuanggui.spatial.area import measure_plane_areas
from kuanggui.spatial.crs import GEOGRAPHIC, find_gauss_kruger
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import Polygons, join_polygons


@dataclass(frozen=True, slots=True)
class Request:
    """A case to screen: what is asked for, where, and what people answer for."""

    application: Application
    range: Range
    place: Place
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True)
class Screener:
    """Screens cases under the law of one day; layers and plan are read once. Threads may share it.

    >>> from datetime import date
    >>> Screener(Themes([], {}), Law(date(2026, 7, 1))).themes.kinds
    []
    """

    themes: Themes
    law: Law
    plan_text: PlanText | None = None
    settings: dict[str, ThemeSetting] = field(default_factory=dict)

    @property
    def plan(self) -> Plan | None:
        """The plan that cases are held against."""
        return self.plan_text.plan if self.plan_text else None

    def screen(self, request: Request) -> ScreeningAnswer:
        """The answer to one case."""
        return next(self.screen_many([request]))

    def screen_many(self, requests: Sequence[Request], threads: int | None = None) -> Iterator[ScreeningAnswer]:
        """The answers to many cases, every layer meeting all of them at once."""
        if not requests:
            return
        ranges = join_polygons([to_crs(request.range.polygons, GEOGRAPHIC) for request in requests])
        grounds = self.themes.around(ranges, threads)
        for number, (request, ground) in enumerate(zip(requests, grounds, strict=True)):
            yield self._answer(request, ground, ranges.take(np.array([number])))

    def case(self, request: Request, ground: WarmGround) -> ScreeningCase:
        """What the rules are given."""
        titles = tuple((kind, setting.title) for kind, setting in self.settings.items())
        return ScreeningCase(request.application, ground, request.place, self.law.as_of, self.plan_text, titles)

    def _answer(self, request: Request, ground: WarmGround, degrees: Polygons) -> ScreeningAnswer:
        judged = judge(self.case(request, ground), self.law, request.overrides)
        return ScreeningAnswer(
            name=request.application.name,
            as_of=self.law.as_of,
            ruling=judged.ruling,
            area_m2=ground.area_m2,
            plane_area_m2=_plane_area(degrees),
            application=_plain(request.application),
            corners=_corners(degrees),
            findings=judged.findings,
            open_rules=judged.open_rules,
            overridden=judged.overridden,
            unused_overrides=judged.unused_overrides,
            outcomes=judged.outcomes,
            themes=theme_answers(ground, self.settings),
            provisions=judged.provisions,
            plan=self.plan.id if self.plan else None,
            doubts=request.range.doubts,
        )


def open_screener(
    stock: Stock, as_of: date, plan: str | None = None, layers: Sequence[str] | None = None, extra: Path | None = None
) -> Screener:
    """A screener on a stock: its layers, its plan (the last imported, or the one named), the law of the day.

    `layers` chooses layers by name, `extra` is a folder whose parameters replace those shipped.
    """
    law = Law(as_of, extra)
    settings = settings_of(law)
    has_plan = stock.has_database and (plan is not None or list_plans(stock.database))
    text = PlanText(load_plan(stock.database, plan, as_of)) if has_plan else None
    return Screener(open_themes(stock, as_of, settings, layers, plan), law, text, settings)


def _plain(application: Application) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(application)
    return {key: value.isoformat() if isinstance(value, date) else _days(value) for key, value in plain.items()}


def _days(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: part.isoformat() if isinstance(part, date) else part for key, part in value.items()}
    return value


def _corners(degrees: Polygons) -> tuple[tuple[tuple[float, float], ...], ...]:
    bounds = zip(degrees.ring_starts[:-1].tolist(), degrees.ring_starts[1:].tolist(), strict=True)
    return tuple(tuple(zip(degrees.x[a:b].tolist(), degrees.y[a:b].tolist(), strict=True)) for a, b in bounds)


def _plane_area(degrees: Polygons) -> float:
    """The area on the plane of the 3° zone of its middle, to stand beside the official one."""
    return float(
        measure_plane_areas(
            to_crs(degrees, find_gauss_kruger(3 * round(float(degrees.x.mean()) / 3), 3, prefixed=False))
        )[0]
    )
