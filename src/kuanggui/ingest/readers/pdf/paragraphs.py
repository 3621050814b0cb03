"""Lines of running text joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kuanggui.ingest.readers.pdf.layout import Line
from kuanggui.ingest.readers.pdf.margins import Margins
from kuanggui.ingest.readers.pdf.wrapping import begins_item, blank_between
from kuanggui.model.document import Paragraph
from kuanggui.model.located import LocatedText

_FULL = 0.6  # characters: a line is full where what the next one begins with would come closer to the margin
_FLUSH = 0.8  # characters: a line that begins closer to the margin is not indented
_SAME_SIZE = 0.1
_LINE_GAP = 2.0  # line heights: further below begins something new
_LEADERS = re.compile(r".*[.．…·]{4,}\s*\d{1,4}")


def join_lines(lines: Iterable[Line], margins: dict[int, Margins]) -> Iterator[Paragraph]:
    """The paragraphs of lines that follow each other with no table between, also over pages."""
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and not _goes_on(open_lines[-1], line, margins):
            yield _paragraph(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _paragraph(open_lines)


def _goes_on(before: Line, line: Line, margins: dict[int, Margins]) -> bool:
    """Whether a line continues the paragraph of the one before: that one is full, this one is not indented."""
    full = before.x1 + max(line.lead, line.size) >= margins[before.page].right - _FULL * before.size
    flush = line.x0 <= margins[line.page].left + _FLUSH * line.size
    alike = abs(before.size - line.size) <= _SAME_SIZE * line.size
    near = before.page != line.page or line.top - before.bottom <= _LINE_GAP * line.size
    begins = begins_item(line) or _LEADERS.fullmatch(before.text)
    return full and flush and alike and near and not begins


def _paragraph(lines: list[Line]) -> Paragraph:
    text = lines[0].located()
    for before, line in pairwise(lines):
        text = LocatedText.join((text, line.located()), blank_between(before, line))
    return Paragraph(text, toc_entry=bool(_LEADERS.fullmatch(text.text)))
