"""Days with words as an iCalendar file (RFC 5545), for the calendar that an office has anyway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//Kuanggui//Kuanggui//ZH"
LONGEST = 75  # octets of a line
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Day:
    """A whole day in a calendar: `key` stays the same when the calendar is written again; a reminder comes `notice_days` before."""

    key: str
    day: date
    title: str
    words: str
    notice_days: int = 14


def write_icalendar(name: str, days: Iterable[Day], moment: datetime) -> bytes:
    """A calendar of a name with its days, as written at a moment."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(name)}"]
    for each in days:
        lines += _event(each, moment)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(each: Day, moment: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(each.key)}@kuanggui"
    yield f"DTSTAMP:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(each.title)}"
    yield f"DESCRIPTION:{_text(each.words)}"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(each.title)}")
    yield from (f"TRIGGER:-P{each.notice_days}D", "END:VALARM", "END:VEVENT")


def _text(words: str) -> str:
    return words.translate(ESCAPES)


def _folded(line: str) -> str:
    """A long line in pieces of at most 75 octets, never cut inside a character."""
    pieces, length = [""], 0
    for character in line:
        size = len(character.encode())
        if length + size > LONGEST - (len(pieces) > 1):
            pieces.append("")
            length = 0
        pieces[-1] += character
        length += size
    return "\r\n ".join(pieces)
