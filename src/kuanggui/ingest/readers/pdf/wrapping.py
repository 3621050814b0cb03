"""Where a line ends because it is full, and what stands between it and the next one."""

from __future__ import annotations

import re

from kuanggui.ingest.readers.pdf.layout import Line

_NUMERAL = "[0-9〇零一二三四五六七八九十百]+"
_BEGINS = re.compile(rf"第{_NUMERAL}[编篇章节条]|{_NUMERAL}、|[（(]{_NUMERAL}[）)]")
_PADDING = 12.0  # points that a cell keeps free on both sides together; word processors keep 10.8


def begins_item(line: Line) -> bool:
    """Whether a line begins with the number of a heading or of a list's item."""
    return bool(_BEGINS.match(line.text))


def goes_on(before: Line, line: Line, width: float) -> bool:
    """Whether a line of a cell of the given width goes on in the next: that could not have begun in the same line."""
    return not begins_item(line) and before.x1 - before.x0 + max(line.lead, line.size) > width - _PADDING


def blank_between(before: Line, line: Line) -> str:
    """What a line that goes on leaves out before the next: a blank that was printed, or one between Latin words."""
    last, first = before.text[-1], line.text[0]
    if before.ends_blank and (last.isascii() or first.isascii()):
        return " "
    return " " if last.isascii() and last.isalpha() and first.isascii() and first.isalpha() else ""
