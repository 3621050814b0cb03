"""Use case: screen one range that somebody has typed or pasted, with the little that has to be known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kuanggui.app.screening.as_json import answer_json
from kuanggui.app.screening.ranges import resolve
from kuanggui.app.screening.screen import ScreenFormat, ScreenOptions, answer_requests
from kuanggui.app.screening.screener import Request, Screener, open_screener
from kuanggui.app.stock import Stock
from kuanggui.ingest.screening.fields import read_application
from kuanggui.model.place import Place

FORM = "申请表"


@dataclass(frozen=True, slots=True)
class TypedCase:
    """A case as typed: corners in any notation, and the fields of an application by name."""

    corners: str
    values: dict[str, Any]


def screen_typed(stock: Stock, typed: TypedCase, as_of: date, plan: str | None = None) -> dict[str, Any]:
    """The answer as plain data; raises InputError for corners or values that cannot be read, StoreError."""
    screener = open_screener(stock, as_of, plan)
    return answer_json(screener.screen(_request(screener, typed)))


def opinion_on_typed(stock: Stock, typed: TypedCase, as_of: date, plan: str | None = None) -> bytes:
    """The opinion on a typed case as DOCX."""
    screener = open_screener(stock, as_of, plan)
    options = ScreenOptions(stock, as_of, ScreenFormat.DOCX, plan)
    return answer_requests(screener, [_request(screener, typed)], options).report


def _request(screener: Screener, typed: TypedCase) -> Request:
    application = read_application(typed.values, FORM)
    # With a line break it is a text of corners whatever it holds, never the name of a file of this machine.
    found = resolve(f"{typed.corners}\n", None, Path(), screener.themes, FORM)
    return Request(application, found, Place(FORM, "", 1, 0, 0, application.name))
