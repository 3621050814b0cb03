"""Dates and times as Excel displays them."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from kuanggui.ingest.readers.xlsx.sections import Kind, Section, Token

_MONTHS = ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"


def show_date(value: Decimal, section: Section, *, from_1904: bool) -> str | None:
    """A serial day number in a date format; None where Excel has no such day."""
    epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH
    try:
        moment = from_excel(float(value), epoch)
    except (OverflowError, ValueError):
        return None
    if isinstance(moment, time):
        moment = datetime.combine(epoch, moment)
    if value < 0 or not isinstance(moment, datetime):
        return None
    return "".join(_show_token(section, index, moment, value) for index in range(len(section)))


def _show_token(section: Section, index: int, moment: datetime, value: Decimal) -> str:
    token = section[index]
    letter = token.text[:1].lower()
    if token.kind is Kind.CLOCK:
        return _half_of_day(token.text, moment.hour)
    if token.kind is Kind.ELAPSED:
        return f"{int(value * {'h': 24, 'm': 1440, 's': 86400}[letter]):0{len(token.text)}d}"
    if token.kind is not Kind.DATE:
        return token.text
    if letter == "m" and _means_minutes(section, index):
        return f"{moment.minute:0{min(len(token.text), 2)}d}"
    if letter == "h" and any(other.kind is Kind.CLOCK for other in section):
        return f"{(moment.hour - 1) % 12 + 1:0{min(len(token.text), 2)}d}"
    return _show_part(token.text.lower(), moment)


def _show_part(text: str, moment: datetime) -> str:
    letter, length = text[0], len(text)
    if letter == "y":
        return f"{moment.year}" if length > 2 else f"{moment.year % 100:02d}"
    if letter in "ma" or (letter == "d" and length > 2):
        return _named(text, moment)
    number = {"d": moment.day, "h": moment.hour, "s": moment.second}[letter]
    return f"{number:0{min(len(text.partition('.')[0]), 2)}d}"


def _named(text: str, moment: datetime) -> str:
    """Months and week days, which are names from three letters on."""
    letter, length = text[0], len(text)
    if letter == "a":
        return ("星期" if length == 4 else "") + _CHINESE_DAYS[moment.weekday()]
    if letter == "d":
        return _DAYS[moment.weekday()][: None if length > 3 else 3]
    if length <= 2:
        return f"{moment.month:0{length}d}"
    return _MONTHS[moment.month - 1][: {3: 3, 5: 1}.get(length)]


def _means_minutes(section: Section, index: int) -> bool:
    """Whether an `m` stands behind hours or before seconds."""
    before = [token for token in section[:index] if _is_part(token)]
    behind = [token for token in section[index + 1 :] if _is_part(token)]
    return (bool(before) and before[-1].text[0].lower() == "h") or (bool(behind) and behind[0].text[0].lower() == "s")


def _is_part(token: Token) -> bool:
    return token.kind in (Kind.DATE, Kind.ELAPSED)


def _half_of_day(names: str, hour: int) -> str:
    return names.split("/")[0 if hour < 12 else 1]
