"""The screener: layers, plan and law kept warm, answering case after case."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from kuanggui.app.plans import list_plans, load_plan
from kuanggui.app.screening.ahead import all_but_one, share_out, work_ahead
from kuanggui.app.screening.outline import Outline, outlines
from kuanggui.app.screening.ranges import Range
from kuanggui.app.screening.reach import concerning
from kuanggui.app.screening.themes import open_themes
from kuanggui.app.stock import Stock
from kuanggui.checks.screening.assess import Judged, judge_by, judge_ended
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.docket import Dockets
from kuanggui.checks.screening.extract import Extract, settings_of
from kuanggui.checks.screening.layers import Themes, WarmGround
from kuanggui.checks.screening.likeness import MOST_KEPT, Likeness
from kuanggui.checks.screening.plan_phrases import PlanText
from kuanggui.checks.screening.theme_layer import ThemeSetting
from kuanggui.checks.screening.withheld import mark_withheld, run_withheld
from kuanggui.findings.screening import Override, ScreeningAnswer
from kuanggui.model.place import Place
from kuanggui.model.plain import to_plain
from kuanggui.model.plan import Plan
from kuanggui.model.screening.application import Application
from kuanggui.regulation.law import Law
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import join_polygons, to_shapely

TOGETHER, FEW = 500, 100  # cases that meet the layers together, at most and at least


@dataclass(frozen=True, slots=True)
class Request:
    """A case to screen: what is asked for, where, and what people answer for."""

    application: Application
    range: Range
    place: Place
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True, slots=True)
class _Met:
    """Cases before the layers: the ground and the outline of each."""

    grounds: deque[WarmGround]
    outlines: Iterator[Outline]


@dataclass(frozen=True)
class Screener:
    """Screens cases under the law of one day; layers and plan are read once. Threads may share it.

    >>> from datetime import date
    from functools import cached_property
    >>> Screener(Themes([], {}), Law(date(2026, 7, 1))).themes.kinds
    []
    """

    themes: Themes
    law: Law
    plan_text: PlanText | None = None
    settings: dict[str, ThemeSetting] = field(default_factory=dict)

    @cached_property
    def dockets(self) -> Dockets:
        """What rules say of cases that are alike, wherever they lie."""
        return Dockets(self.law)

    @cached_property
    def extract(self) -> Extract:
        """What themes have, as answers."""
        return Extract(self.themes, self.settings)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {kind: setting.title for kind, setting in self.settings.items()}

    @cached_property
    def _plains(self) -> dict[Likeness, dict[str, Any]]:
        return {}

    @cached_property
    def _cut(self) -> dict[frozenset[str], tuple[Dockets, Dockets]]:
        """What rules say where some kinds are withheld: by the layers that are seen, and without those kinds."""
        return {}

    @property
    def plan(self) -> Plan | None:
        """The plan that cases are held against."""
        return self.plan_text.plan if self.plan_text else None

    def screen(self, request: Request) -> ScreeningAnswer:
        """The answer to one case."""
        return next(self.screen_many([request]))

    def screen_many(self, requests: Sequence[Request], threads: int | None = None) -> Iterator[ScreeningAnswer]:
        """The answers to many cases: they meet the layers some hundred at a time, while those before are answered."""
        parts = list(share_out(requests, TOGETHER, FEW))

        def meet(part: Sequence[Request]) -> _Met:
            return self._meet(part, threads or (None if part is parts[0] else all_but_one()))

        for part, met in work_ahead(meet, parts) if len(parts) > 1 else ((part, meet(part)) for part in parts):
            for request, outline in zip(part, met.outlines, strict=True):
                # what was looked up for a block goes with it
                yield self._answer(request, met.grounds.popleft(), outline)

    def _meet(self, requests: Sequence[Request], threads: int | None) -> _Met:
        ranges = join_polygons([to_crs(request.range.polygons, GEOGRAPHIC) for request in requests])
        grounds = deque(self.themes.around(ranges, threads))
        grounds[0].looked.look()
        return _Met(grounds, outlines(ranges))  # drawn where they are used: here the layers are waited for

    def case(self, request: Request, ground: WarmGround) -> ScreeningCase:
        """What the rules are given."""
        held = self._withheld(request)
        return ScreeningCase(
            request.application, ground, request.place, self.law.as_of, self.plan_text, self._titles, held
        )

    def regions(self, request: Request) -> tuple[str, ...]:
        """The regions of internal layers that the range has to do with: whoever may not see one of them may not see the answer."""
        shape, ground = _in_degrees(request), self.themes.around(request.range.polygons, 1)[0]
        layers = [layer for kind in self.themes.kinds for layer in self.themes.layers(kind)]
        internal = [layer.record for layer in layers if layer.record.region and not layer.record.public]
        kinds = {record.kind for record in internal}
        met = [met for kind in kinds for met in ground.looked.hits(kind) if met.busy()[0]]
        touched = [*concerning(internal, self.settings, shape), *(each.layer.record for each in met)]
        return tuple(sorted({record.region for record in touched if record in internal}))

    def _withheld(self, request: Request) -> frozenset[str]:
        """Kinds of which a layer that stays shut may have something in or near the range."""
        if not self.themes.held_back:
            return frozenset()
        near = concerning(self.themes.held_back, self.settings, _in_degrees(request))
        return frozenset(record.kind for record in near)

    def _answer(self, request: Request, ground: WarmGround, outline: Outline) -> ScreeningAnswer:
        case = self.case(request, ground)
        judged = self._judge(case, request.overrides)
        return ScreeningAnswer(
            name=request.application.name,
            as_of=self.law.as_of,
            ruling=judged.ruling,
            area_m2=ground.area_m2,
            plane_area_m2=outline.plane_area_m2,
            application=self._plain(case),
            corners=outline.corners,
            findings=judged.findings,
            open_rules=judged.open_rules,
            overridden=judged.overridden,
            unused_overrides=judged.unused_overrides,
            outcomes=judged.outcomes,
            themes=mark_withheld(self.extract.of(ground), case.withheld),
            provisions=judged.provisions,
            plan=self.plan.id if self.plan else None,
            doubts=request.range.doubts,
            plan_title=self.plan.title.text if self.plan and self.plan.title else None,
        )

    def _judge(self, case: ScreeningCase, overrides: Sequence[Override]) -> Judged:
        if not case.withheld:
            return judge_by(self.dockets.of(case), case, overrides)
        if case.withheld not in self._cut:
            self._cut[case.withheld] = Dockets(self.law), Dockets(self.law)
        return judge_ended(run_withheld(*self._cut[case.withheld], case), overrides)

    def _plain(self, case: ScreeningCase) -> dict[str, Any]:
        """An application as plain data, made once for those that differ in their names only."""
        if (key := case.likeness) not in self._plains:
            if len(self._plains) >= MOST_KEPT:
                self._plains.clear()
            self._plains[key] = _plain(case.application)
        return self._plains[key] | {"name": case.application.name}


def open_screener(
    stock: Stock,
    as_of: date,
    plan: str | None = None,
    layers: Sequence[str] | None = None,
    extra: Path | None = None,
    hidden: Collection[str] = (),
) -> Screener:
    """A screener on a stock: its layers, its plan (the last imported, or the one named), the law of the day.

    `layers` chooses layers by name, `hidden` ones stay shut, `extra` is a folder whose parameters replace those shipped.
    """
    law = Law(as_of, extra)
    settings = settings_of(law)
    has_plan = stock.has_database and (plan is not None or list_plans(stock.database))
    text = PlanText(load_plan(stock.database, plan, as_of)) if has_plan else None
    return Screener(open_themes(stock, as_of, settings, layers, plan, hidden=hidden), law, text, settings)


def _in_degrees(request: Request) -> Any:
    return to_shapely(to_crs(request.range.polygons, GEOGRAPHIC))[0]


def _plain(application: Application) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(application)
    return {key: value.isoformat() if isinstance(value, date) else _days(value) for key, value in plain.items()}


def _days(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: part.isoformat() if isinstance(part, date) else part for key, part in value.items()}
    return value
