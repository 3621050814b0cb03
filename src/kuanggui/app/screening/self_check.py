"""Use case: anybody checks a range before he applies, against public layers alone. Nothing is kept, and it is no official answer."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from kuanggui.app.opening import for_reading
from kuanggui.app.plans import region_of
from kuanggui.app.public.editions import editions
from kuanggui.app.screening.order import CaseOrder, request_of, told
from kuanggui.app.screening.screener import Screener
from kuanggui.app.screening.shelf import ScreeningShelf
from kuanggui.app.stock import Stock
from kuanggui.checks.screening.running import screening_rules
from kuanggui.errors import InputError
from kuanggui.findings.screening import LayerSource
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.divisions.counties import counties_under, covers
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import Polygons, to_shapely

Json = dict[str, Any]
WITHHELD = "withheld"
MOST_CORNERS = 5000
# What a reason tells those who run the system to do is nothing for the public.
_FOR_STAFF = ("；请用 kuanggui", "；请先用 kuanggui", "；请补充 ")
REASON = "所需图层不公开，未参与自查，以正式审查为准", "a layer it needs is not public; the official screening decides"


@dataclass(frozen=True, slots=True)
class CheckedTheme:
    """A theme, the public layers of it that take part, and whether others of it are left out."""

    kind: str
    title: str
    title_en: str
    layers: list[LayerSource]
    withheld: bool


class SelfCheck:
    """Checks ranges against the public layers of a stock. Safe for threads; every method raises InputError and StoreError."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._shelf = ScreeningShelf(stock)

    def adcode(self) -> str:
        """The division of the plan imported last, for the map behind; empty without one."""
        if not self._stock.has_database:
            return ""
        with closing(for_reading(self._stock.database)) as store, store.reading() as work:
            plan = next(iter(work.plans()), None)
            return (region_of(work, plan.id) or "") if plan else ""

    def themes(self, as_of: date) -> list[CheckedTheme]:
        """Which themes take part, and which are left out as a whole or in part."""
        whole, public = self._screeners(as_of)
        held = _withheld(whole, public)
        return [
            CheckedTheme(kind, setting.title, setting.title_en, _sources(public, kind), kind in held)
            for kind, setting in public.settings.items()
        ]

    def check(self, order: CaseOrder) -> Json:
        """The answer as plain data; themes that are left out as a whole have the status `withheld`."""
        whole, public = self._screeners(order.as_of)
        request = request_of(public, order)
        if len(request.range.polygons.x) > MOST_CORNERS:
            raise InputError(f"自查的范围最多 {MOST_CORNERS} 个拐点；请简化后再试")
        whole, public = self._screeners(order.as_of, _counties(request.range.polygons))
        return _for_the_public(told(public.screen(request), request), _withheld(whole, public))

    def _screeners(self, as_of: date, counties: frozenset[str] = frozenset()) -> tuple[Screener, Screener]:
        plan = self._public_plan(counties)
        return self._shelf.screener(as_of, plan), self._shelf.screener(as_of, plan, public=True)

    def _public_plan(self, counties: frozenset[str]) -> str | None:
        """The plan that was published last, in the edition that was published; of the lowest region around the range first."""
        if not self._stock.has_database:
            return None
        with closing(for_reading(self._stock.database)) as store, store.reading() as work:
            plans = [edition.entry.id for edition in editions(work)]
            around = [
                (region, plan) for plan in plans if (region := region_of(work, plan)) and _holds(region, counties)
            ]
        lowest = min(around, key=lambda one: one[0].count("0", len(one[0].rstrip("0"))), default=None)
        return lowest[1] if lowest else next(iter(plans), None)


def _holds(region: str, counties: frozenset[str]) -> bool:
    return any(covers(region, county) for county in counties)


def _counties(polygons: Polygons) -> frozenset[str]:
    """The counties that a range lies in."""
    shapes = to_shapely(to_crs(polygons, GEOGRAPHIC))
    return frozenset(county for shape in shapes for county in counties_under(shape))


def _withheld(whole: Screener, public: Screener) -> set[str]:
    """Kinds of which not all layers are public."""
    return {kind for kind in whole.themes.kinds if len(whole.themes.layers(kind)) > len(public.themes.layers(kind))}


def _sources(screener: Screener, kind: str) -> list[LayerSource]:
    records = [layer.record for layer in screener.themes.layers(kind)]
    return [LayerSource(r.name, r.as_of, r.owner, r.source, r.snapshot_sha256) for r in records]


def _for_the_public(answer: Json, withheld: set[str]) -> Json:
    needs = {rule.code: rule.info.needs for rule in screening_rules()}
    themes = [
        theme | ({"status": WITHHELD} if theme["kind"] in withheld and theme["status"] == "missing" else {})
        for theme in answer["themes"]
    ]
    concerned = {f"layer:{kind}" for kind in withheld}
    rules = [_plain_reason(rule, bool(concerned & set(needs[rule["code"]]))) for rule in answer["open"]]
    return answer | {"themes": themes, "open": rules, "left_out": sorted(withheld), "letter": []}


def _plain_reason(rule: Json, is_withheld: bool) -> Json:
    if is_withheld:
        return rule | {"reason": REASON[0], "reason_en": REASON[1]}
    reason = rule["reason"]
    for words in _FOR_STAFF:
        reason = reason.partition(words)[0]
    return rule | {"reason": reason}
