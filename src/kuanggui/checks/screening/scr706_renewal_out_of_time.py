"""Renewals asked for too early or too late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR706",
    title="延续申请不在法定期间",
    title_en="Renewal asked for out of time",
    severity=Severity.ERROR,
    family=Family.TRANSFER,
    needs=("is:renewal", "field:held.expires_on", "field:applied_on"),
    parameters=("cn.rights.renewal_window",),
    message="{subject}：{applied} 申请，有效期至 {expires}，应在 {window}申请。",
    message_en="{subject}: applied on {applied}, expires on {expires}; the time is {window}.",
    remedy="在法定期间内申请；已逾期的说明不可抗力等理由。",
    remedy_en="Apply within the time, or give the reason.",
)
def renewal_out_of_time(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """A renewal is asked for within the time before expiry that the law of the day sets."""
    expires, applied = case.application.held.expires_on, case.application.applied_on
    if expires is None or applied is None:
        return
    first, last = _window(expires, law["cn.rights.renewal_window"].value)
    if last < applied or (first and applied < first):
        window = f"{first} 至 {last} " if first else f"{last} 以前"
        yield hit(case, {}, values={"applied": applied, "expires": expires, "window": window})
    else:
        yield holds(case)


def _window(expires: date, value: Mapping[str, Any]) -> tuple[date | None, date]:
    if "latest_days" in value:
        return None, expires - timedelta(days=value["latest_days"])
    return _months_before(expires, value["earliest_months"]), _months_before(expires, value["latest_months"])


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
