"""What a request asks of a collection; whatever the standard does not know or a value that cannot be is refused with 400."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http import HTTPStatus

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

from kuanggui.app.public.layers import FILTERS, Ask
from kuanggui.app.public.projection import LayerView
from kuanggui.model.feature import Window
from kuanggui.web.ogc.crs import Crs, read_windows

DEFAULT_LIMIT, LARGEST_LIMIT, FURTHEST = 1000, 10_000, 10_000_000
FORMATS = {"json", "geojson", "application/geo+json", "application/json"}
OPEN = {"", ".."}
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# RFC 3339, 5.6, which lets letters be small; the fraction may be as fine as one likes.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """A page of a collection, the reference system of the answer, and the parameters as they came."""

    ask: Ask
    crs: Crs


def filters_of(view: LayerView) -> tuple[str, ...]:
    """The properties of a collection that can be filtered by."""
    return tuple(name for name in FILTERS if name == "plan" or name in view.fields)


def refuse_unknown(params: QueryParams, known: set[str]) -> None:
    """Refuse parameters that a resource does not have, and formats it does not speak."""
    for name in params:
        if name not in known | {"f"}:
            raise refused(f"没有参数 {name[:60]}；可用：{'、'.join(sorted(known | {'f'}))}")
    if params.get("f", "json") not in FORMATS:
        raise refused("只提供 f=json")


def read_request(params: QueryParams, view: LayerView, today: date, *, may_look_ahead: bool) -> Request:
    """The request for items of a collection; without `may_look_ahead` a day to come is today."""
    names = filters_of(view)
    refuse_unknown(params, {"limit", "offset", "bbox", "bbox-crs", "datetime", "crs", *names})
    latest = None if may_look_ahead else today
    day, during = _read_time(params.get("datetime"), today, latest)
    ask = Ask(
        day=day,
        during=during,
        windows=_read_bbox(params),
        filters=tuple((name, params[name]) for name in names if name in params),
        offset=_number(params, "offset", 0, 0, FURTHEST),
        limit=min(_number(params, "limit", DEFAULT_LIMIT, 1, 2**31), LARGEST_LIMIT),
    )
    return Request(ask, read_crs(params, "crs"))


def read_crs(params: QueryParams, name: str) -> Crs:
    """The reference system of a parameter."""
    try:
        return Crs(params.get(name, Crs.CRS84))
    except ValueError as error:
        raise refused(f"{name}：只提供 {'、'.join(Crs)}") from error


def read_day(params: QueryParams, today: date, *, may_look_ahead: bool) -> date:
    """The day for which one item is asked for; of a span the last."""
    day, during = _read_time(params.get("datetime"), today, None if may_look_ahead else today)
    return (during[1] or today) if during else day


def refused(detail: str) -> HTTPException:
    """The problem of a request that cannot be understood."""
    return HTTPException(HTTPStatus.BAD_REQUEST, detail)


def _read_bbox(params: QueryParams) -> tuple[Window, ...]:
    crs = read_crs(params, "bbox-crs")
    if "bbox" not in params:
        return ()
    try:
        return read_windows(params["bbox"], crs)
    except ValueError as error:
        raise refused("bbox 应为四个（或六个）以逗号分隔的数，先小后大") from error


def _read_time(
    text: str | None, today: date, latest: date | None
) -> tuple[date, tuple[date | None, date | None] | None]:
    """A day, or a span with one end open or none; none is later than `latest`."""
    if text is None:
        return today, None
    first, slash, last = text.partition("/")
    if not slash:
        return _before(_day(first), latest) or today, None
    start, end = (None if moment in OPEN else _day(moment) for moment in (first, last))
    if start == end is None or (start and end and start > end):
        raise refused("datetime 的起止不对；请写成 起/止，开放的一端写 ..")
    end = _before(end, latest)
    return today, (start, end)


def _before(day: date | None, latest: date | None) -> date | None:
    if latest is None:
        return day
    return latest if day is None else min(day, latest)


def _day(text: str) -> date:
    """The day of a date or of a moment (RFC 3339), by the clock of this machine."""
    try:
        if DATE.fullmatch(text):
            return date.fromisoformat(text)
        if MOMENT.fullmatch(text.upper()):
            return datetime.fromisoformat(text.upper()).astimezone().date()
        raise ValueError(text)
    except (ValueError, OverflowError) as error:
        raise refused("datetime 应如 2024-12-31、2024-12-31T00:00:00Z 或 2024-01-01/..") from error


def today() -> date:
    """The day by the clock of this machine."""
    return datetime.now(UTC).astimezone().date()


def _number(params: QueryParams, name: str, default: int, least: int, most: int) -> int:
    text = params.get(name, str(default))
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise refused(f"{name} 应为不小于 {least} 的整数")
    return int(text)
