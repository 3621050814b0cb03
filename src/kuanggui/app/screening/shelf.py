"""Use case: screeners at hand for a server that is asked again and again, their layers warm."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import closing
from dataclasses import replace
from datetime import date
from threading import Lock

from kuanggui.app.layer_reach import hidden_from
from kuanggui.app.layers import read_catalogue
from kuanggui.app.opening import for_reading
from kuanggui.app.screening.screener import Screener, open_screener
from kuanggui.app.screening.themes import ZONE
from kuanggui.app.stock import Stock
from kuanggui.spatial.layer.record import FILE, LayerRecord

KEPT = (
    12  # regions, days and plans asked for last; each holds the plan's own features, the layers themselves lie on disk
)
# Features of the plan itself that its publication makes public; rights and applications are not among them.
PUBLIC_KINDS = ("mining_block", "exploration_block", ZONE)

_Ground = tuple[tuple[tuple[str, int], ...], int]
_Key = tuple[date, str | None, bool, frozenset[str]]


class ScreeningShelf:
    """The screeners of a stock, made anew when a layer or anything in the database has changed. Safe for threads."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._ground: _Ground = ((), 0)
        self._kept: OrderedDict[_Key, Screener] = OrderedDict()
        self._records: list[LayerRecord] = []
        self._lock = Lock()

    def screener(
        self, as_of: date, plan: str | None = None, *, public: bool = False, scope: str | None = None
    ) -> Screener:
        """The screener of a day and a plan (default: the one imported last), for a user of a region or whoever holds the files.

        A public one knows only public layers, and of a plan only one that is named, because it is public. Raises StoreError.
        """
        with self._lock:
            self._forget_outdated()
            hidden = hidden_from(self._records, scope)
            key = (as_of, plan, public, hidden)
            if key not in self._kept:
                self._kept[key] = (
                    self._open_public(as_of, plan) if public else open_screener(self._stock, as_of, plan, hidden=hidden)
                )
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]

    def _open_public(self, as_of: date, plan: str | None) -> Screener:
        names = [record.name for record in self._records if record.public]
        if plan is not None:
            return open_screener(self._stock, as_of, plan, [*names, *(f"database:{kind}" for kind in PUBLIC_KINDS)])
        return replace(open_screener(self._stock, as_of, None, names), plan_text=None)

    def _forget_outdated(self) -> None:
        ground = self._read_ground()
        if ground != self._ground:
            self._kept.clear()
            self._records = read_catalogue(self._stock)
            self._ground = ground

    def _read_ground(self) -> _Ground:
        """When each layer was added, and the last entry of the audit trail: whatever is written makes one."""
        added = tuple(sorted((str(path), path.stat().st_mtime_ns) for path in self._stock.layers.glob(f"*/{FILE}")))
        last = self._ground[1]
        if self._stock.has_database:
            with closing(for_reading(self._stock.database)) as store, store.reading() as work:
                for entry in work.trail(since=last):
                    last = entry.number
        return added, last
