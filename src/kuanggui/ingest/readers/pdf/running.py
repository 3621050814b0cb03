"""Headers, footers and page numbers: what stands at the edge of page after page and is no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kuanggui.ingest.readers.pdf.layout import Line, PageLayout

_ZONE = 0.12  # of the page height, at the top and at the bottom
_OUTERMOST = 2  # lines on either side that can be a header or a footer
_REPEATED = 3  # pages, or all of a shorter document
_SAME_HEIGHT = 4.0  # points
_PAGE_NUMBER = re.compile(
    r"[-—–－·.\s]*第?\s*([0-9０-９]{1,4}|[ivxlIVXL]{1,6})\s*页?\s*([/／共]\s*共?\s*\d+\s*页?)?[-—–－·.\s]*"
)
_FIGURES = re.compile(r"[0-9０-９]+")

_Key = tuple[str, bool, int]


def without_running_lines(pages: list[PageLayout]) -> list[PageLayout]:
    """The pages without lines that repeat at their edges, figures aside, and without page numbers."""
    seen = Counter(key for page in pages for key in {_key(page, line) for line in _edge_lines(page)})
    often = max(2, min(_REPEATED, len(pages)))
    return [_without(page, seen, often) for page in pages]


def _without(page: PageLayout, seen: Counter[_Key], often: int) -> PageLayout:
    running = {
        id(line)
        for line in _edge_lines(page)
        if _PAGE_NUMBER.fullmatch(line.text) or _times(_key(page, line), seen) >= often
    }
    return replace(page, lines=[line for line in page.lines if id(line) not in running])


def _edge_lines(page: PageLayout) -> list[Line]:
    """The outermost lines of a page that stand in its upper or lower zone, no table being further out."""
    upper = min((table.top for table in page.tables), default=page.height)
    lower = max((table.bottom for table in page.tables), default=0.0)
    lines = sorted(page.lines, key=lambda line: line.top)
    top = [line for line in lines[:_OUTERMOST] if line.bottom < min(page.height * _ZONE, upper)]
    bottom = [line for line in lines[-_OUTERMOST:] if line.top > max(page.height * (1 - _ZONE), lower)]
    return top + bottom


def _key(page: PageLayout, line: Line) -> _Key:
    is_header = line.middle < page.height / 2
    distance = line.top if is_header else page.height - line.bottom
    return _FIGURES.sub("#", line.text.strip()), is_header, round(distance / _SAME_HEIGHT)


def _times(key: _Key, seen: Counter[_Key]) -> int:
    """On how many pages a line stands at the same height; heights are rounded, so neighbours count too."""
    text, is_header, height = key
    return sum(seen[text, is_header, height + step] for step in (-1, 0, 1))
