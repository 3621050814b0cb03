"""Characters on a page put together to lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kuanggui.ingest.readers.pdf.layout import Line

Char = dict[str, Any]  # a character as pdfplumber gives it

_GAP = 0.4  # of the character size: a wider gap between characters is a blank
_BLANK_WIDTH = 0.5
_MOST_BLANKS = 8
_SLANT = 0.1
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_OPENING = "（《“‘〔"
_UNBROKEN = re.compile(rf"[{_OPENING}]*[{_HAN}]?[^{_HAN}\s{_OPENING}]*")


def is_level(char: Char) -> bool:
    """Whether a character stands upright on a level line; slanted text is a watermark, vertical text a turned page."""
    a, b = char["matrix"][:2]
    return bool(a > 0 and abs(b) <= _SLANT * a)


def read_lines(chars: Iterable[Char]) -> list[Line]:
    """The lines that characters form, from top to bottom; raised and lowered characters stay in their line."""
    rows: list[list[Char]] = []
    tallest: list[Char] = []
    for char in sorted(chars, key=lambda c: float(c["top"] + c["bottom"])):
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            if _overlap(tallest[index], char):
                rows[index].append(char)
                tallest[index] = max(tallest[index], char, key=_height)
                break
        else:
            rows.append([char])
            tallest.append(char)
    lines = [_line(sorted(row, key=lambda c: float(c["x0"]))) for row in rows]
    return [line for line in lines if line is not None]


def _height(char: Char) -> float:
    return float(char["bottom"] - char["top"])


def _overlap(one: Char, other: Char) -> bool:
    """Whether two characters share half of the smaller one's height."""
    shared = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return bool(shared >= min(_height(one), _height(other)) / 2)


def _line(row: list[Char]) -> Line | None:
    seen = [char for char in row if char["text"].strip()]
    if not seen:
        return None
    first, last = row.index(seen[0]), len(row) - row[::-1].index(seen[-1])
    size = max(float(char["size"]) for char in seen)
    text = seen[0]["text"]
    for before, char in zip(row[first:last], row[first + 1 : last], strict=False):
        text += _blanks(before, char, size) + char["text"]
    return Line(
        text=text,
        x0=float(seen[0]["x0"]),
        x1=float(max(char["x1"] for char in seen)),
        top=float(min(char["top"] for char in seen)),
        bottom=float(max(char["bottom"] for char in seen)),
        size=size,
        lead=float(_lead(row[first:last])["x1"] - seen[0]["x0"]),
        ends_blank=last < len(row),
    )


def _lead(row: list[Char]) -> Char:
    """The last character of what no line break could part: a figure or Latin word with its signs, or one ideograph."""
    piece = _UNBROKEN.match("".join(char["text"][:1] or " " for char in row))
    return row[max(1, piece.end()) - 1 if piece else 0]


def _blanks(before: Char, char: Char, size: float) -> str:
    gap = float(char["x0"] - before["x1"])
    if gap <= _GAP * size or not before["text"].strip() or not char["text"].strip():
        return ""
    return " " * min(_MOST_BLANKS, max(1, round(gap / (_BLANK_WIDTH * size))))
