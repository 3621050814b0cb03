"""Which paragraphs look like headings, one paragraph at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kuanggui.ingest.outline.words import Kind, heading_words
from kuanggui.model.document import Paragraph, ParagraphKind
from kuanggui.model.numerals import HAN, to_number

_SENTENCE = re.compile(r"[。；！？;]")
_OPEN_END = re.compile(r"[，、：:,…]$")
_NUMERALS = re.compile(rf"[{HAN}]+|\d+|[①-⑳⑴-⒇]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a paragraph starts with and whether a title follows.

    `kind` is None without a number; `marker` is the number as printed; `path` the values in it (1.2 has two); `title_end` is where
    a title ends in the paragraph, 0 where there is none; `hinted` if the source itself says that this is a heading.
    """

    kind: Kind | None
    marker: str
    path: tuple[int, ...]
    title_end: int
    hinted: bool = False
    level: int | None = None

    @property
    def number(self) -> int | None:
        """The last value of the number."""
        return self.path[-1] if self.path else None


def read_candidate(paragraph: Paragraph) -> Candidate | None:
    """The number and title of a paragraph, or None for plain text and for clauses with a mark of their own (第X条, dashes)."""
    text = paragraph.text.text
    hinted = paragraph.heading_level is not None or paragraph.toc_anchor
    if paragraph.kind is not ParagraphKind.BODY:
        return None
    for kind in heading_words().kinds:
        mark = kind.pattern.match(text)
        if mark:
            title_end = _title_end(text, mark.end(), kind, hinted)
            path = tuple(n for numeral in _NUMERALS.findall(mark[0]) if (n := to_number(numeral)) is not None)
            return Candidate(kind, mark[0], path, title_end, hinted, paragraph.heading_level)
    return _unnumbered(paragraph, text, hinted)


def _unnumbered(paragraph: Paragraph, text: str, hinted: bool) -> Candidate | None:
    words = heading_words()
    named = text.replace(" ", "") in words.unnumbered
    if named or (hinted and _is_title(text, words.longest["weak"])):
        return Candidate(None, "", (), len(text), hinted, 1 if named else paragraph.heading_level)
    return None


def _title_end(text: str, start: int, kind: Kind, hinted: bool) -> int:
    longest = heading_words().longest
    limit = longest["strong" if kind.strong or hinted else "weak"]
    if _is_title(text[start:], limit):
        return len(text)
    return _run_in_end(text, start) if kind.strong else 0


def _is_title(words: str, limit: int) -> bool:
    return 0 < len(words.strip()) <= limit and not _SENTENCE.search(words) and not _OPEN_END.search(words)


def _run_in_end(text: str, start: int) -> int:
    """The end of a short title in front of the text of the same paragraph: 一、基本情况。本市位于…"""
    stop = re.search(r"[。：]", text[start:])
    if stop is None or not text[start + stop.end() :].strip():
        return 0
    title = text[start : start + stop.start()]
    short = 0 < len(title) <= heading_words().longest["run_in"]
    return start + stop.end() if short and not re.search(r"[，；\d]", title) else 0


def clause_marker(text: str) -> str | None:
    """The list number or mark in front of a clause, if it has one."""
    patterns = (*(kind.pattern for kind in heading_words().kinds), heading_words().clause_marker)
    return next((mark[0].strip() for pattern in patterns if (mark := pattern.match(text))), None)
