"""When the renewal of a right has to be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any


def renewal_window(expires: date, value: Mapping[str, Any]) -> tuple[date | None, date]:
    """First and last day to ask, by the value of `cn.rights.renewal_window`; None where there is no first one."""
    if "latest_days" in value:
        return None, expires - timedelta(days=value["latest_days"])
    return months_before(expires, value["earliest_months"]), months_before(expires, value["latest_months"])


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
