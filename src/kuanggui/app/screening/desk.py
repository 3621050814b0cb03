"""Use case: screen one range that somebody has drawn, handed in, pasted or named, as often as he changes his mind."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from kuanggui.app.authority import Action, Credentials, admit
from kuanggui.app.opening import for_reading
from kuanggui.app.plan_reach import readable_plans, reader_of
from kuanggui.app.plans import region_of
from kuanggui.app.ports import Work
from kuanggui.app.screening.kept import KeptHead
from kuanggui.app.screening.kept_desk import KeptDesk
from kuanggui.app.screening.order import CaseOrder, range_of, request_of, told
from kuanggui.app.screening.ranges import BLOCKS, geojson_of
from kuanggui.app.screening.screen import ScreenFormat, ScreenOptions, answer_requests, answers_record
from kuanggui.app.screening.screener import Request, Screener
from kuanggui.app.screening.shelf import ScreeningShelf
from kuanggui.app.screening.theme_shapes import theme_shapes
from kuanggui.app.stock import Stock
from kuanggui.errors import InputError

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KnownBlock:
    """A planning block that can be chosen by its name."""

    name: str
    number: str
    kind: str
    mineral: str
    area_km2: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, the plan he asks about, and the division that his answers belong to: that of the plan, or his own below it.

    `scope` is his region, by which layers are hidden from him; None where there are no users.
    """

    name: str
    plan: str | None
    adcode: str | None
    scope: str | None = None


class ScreeningDesk:
    """Answers cases against a stock whose layers stay warm, and keeps answers in a folder. Safe for threads.

    Every method raises InputError for what cannot be read, ForbiddenError and StoreError.
    """

    def __init__(self, stock: Stock, folder: Path) -> None:
        self._stock = stock
        self._shelf = ScreeningShelf(stock)
        self.kept = KeptDesk(stock, folder)

    def answer(self, order: CaseOrder, by: Credentials) -> Json:
        """The answer as plain data."""
        screener = self._screener(order, self._admit(order.plan, by))
        request = request_of(screener, order)
        return told(screener.screen(request), request)

    def report(self, order: CaseOrder, form: ScreenFormat, by: Credentials) -> bytes:
        """The answer as a document to sign (DOCX), for replaying (JSON) or for other maps (GeoJSON)."""
        asker = self._admit(order.plan, by)
        screener = self._screener(order, asker)
        request = request_of(screener, order)
        if form is ScreenFormat.JSON:
            return json.dumps(self._record(screener, request, asker), ensure_ascii=False, indent=1).encode()
        return self._written(screener, request, form)

    def shapes(self, order: CaseOrder, kind: str, by: Credentials) -> Json:
        """What a theme has in and around the range, as GeoJSON."""
        screener = self._screener(order, self._admit(order.plan, by))
        return theme_shapes(screener, request_of(screener, order), kind)

    def outline(self, block: str, as_of: date, plan: str | None, by: Credentials) -> Json:
        """A planning block as a GeoJSON geometry."""
        asker = self._admit(plan, by)
        screener = self._shelf.screener(as_of, asker.plan, scope=asker.scope)
        return geojson_of(range_of(screener, CaseOrder({}, as_of, block=block)).polygons)

    def blocks(self, as_of: date, plan: str | None, by: Credentials) -> list[KnownBlock]:
        """The planning blocks that are drawn, by name."""
        asker = self._admit(plan, by)
        themes = self._shelf.screener(as_of, asker.plan, scope=asker.scope).themes
        features = [f for kind in BLOCKS for layer in themes.layers(kind) for f in layer.features()]
        texts = ("name", "number", "mineral", "area_km2")
        known = [(f.kind, [f.text(name) for name in texts]) for f in features]
        blocks = [KnownBlock(name or number, number, kind, *rest) for kind, (name, number, *rest) in known]
        return sorted((block for block in blocks if block.name), key=lambda block: block.name)

    def keep(self, order: CaseOrder, by: Credentials) -> KeptHead:
        """Keep the answer as it is now."""
        asker = self._admit(order.plan, by)
        screener = self._screener(order, asker)
        request = request_of(screener, order)
        record = self._record(screener, request, asker)
        answer = record["answers"][0]
        head = {name: answer[name] for name in ("name", "verdict", "as_of", "area_km2", "plan")}
        head |= {"purpose": answer["application"]["purpose"], "adcode": asker.adcode}
        head |= {"regions": screener.regions(request)}
        head |= {"kept_at": datetime.now(UTC).isoformat(timespec="milliseconds"), "kept_by": asker.name}
        forms = (ScreenFormat.DOCX, ScreenFormat.GEOJSON)
        reports = {form.value: self._written(screener, request, form) for form in forms}
        return self.kept.keep(record, head, reports)

    def _screener(self, order: CaseOrder, asker: Asker) -> Screener:
        return self._shelf.screener(order.as_of, asker.plan, scope=asker.scope)

    def _written(self, screener: Screener, request: Request, form: ScreenFormat) -> bytes:
        return answer_requests(screener, [request], ScreenOptions(self._stock, screener.law.as_of, form)).report

    def _record(self, screener: Screener, request: Request, asker: Asker) -> Json:
        """The answer with all that is told of it and its replay record, which names no folder of this machine."""
        answer = screener.screen(request)
        record = answers_record(screener, [request], [answer], self._stock)
        item = record["answers"][0]
        item.update(told(answer, request))
        item["replay"].update({name: Path(item["replay"][name]).name for name in ("database", "layer_folder")})
        item["replay"]["scope"] = asker.scope
        return record

    def _admit(self, plan: str | None, by: Credentials) -> Asker:
        """Let the caller in for the plan, by default the one imported last that he may read."""
        if not self._stock.has_database:
            return Asker("", None, None)
        with closing(for_reading(self._stock.database)) as store, store.reading() as work:
            known = [entry.id for entry in work.plans()]
            if plan and plan not in known:
                raise InputError(f"没有规划 {plan}；请从列表中选择")
            chosen = plan or _last_readable(work, known, by)
            if chosen is None:
                who = admit(work, by, Action.READ, None)
                return Asker(who.name, None, None, who.scope)
            who, adcode = reader_of(work, by, chosen), region_of(work, chosen)
            return Asker(who.name, chosen, adcode if who.covers(adcode) else who.scope, who.scope)


def _last_readable(work: Work, plans: list[str], by: Credentials) -> str | None:
    """The plan imported last that the caller may read, of his region first; where he may read none, the last: he is told why."""
    readable = (plan.id for plan in readable_plans(work, by, {}))
    return next(readable, next(iter(plans), None))
