"""Which blanks mean something: most in Chinese text come from line justification or layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Zero-width characters, soft hyphens and byte order marks never mean anything.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\a"
_BLANK = " \t\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_RUN = re.compile(f"[{_BLANK}{_INVISIBLE}]+")
_ONE = re.compile(f"[{_BLANK}{_INVISIBLE}]")
_PIECES = re.compile(f"[{_BLANK}{_INVISIBLE}\n]+")

# A blank behind one of these at the start of a text parts the number from the words, which may begin with a figure too.
_NUMERAL = r"[\d〇零一二三四五六七八九十百]+"
_MARKER = re.compile(
    rf"第{_NUMERAL}[编篇章节条]|(专栏|附表|附图|附件|表|图)[ \u3000]*{_NUMERAL}([-－.—]\d+)*|\d+([.．]\d+)*[.．]|\d+([.．]\d+)+"
)
_OPERATORS = "+-~%=<>≤≥/"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_PUNCTUATION = re.compile(r"[，。；：、！？,;]")


def removable_blanks(text: str) -> list[tuple[int, int]]:
    """Ascending ranges of blanks that can go; of a run that means something its first character stays."""
    ranges: list[tuple[int, int]] = []
    columns = None
    for run in _RUN.finditer(text):
        start, end = run.span()
        if _at_edge(text, start, end) or not _width(run[0]):
            ranges.append((start, end))
            continue
        if columns is None:
            columns = _is_list_of_words(text)
        keep = columns or _MARKER.fullmatch(text, 0, start) or _parts_words(text, start, end)
        ranges.extend(_all_but_first(start, end) if keep else [(start, end)])
    return ranges


def plain_blanks(text: str) -> str:
    """The text with an ordinary blank for every other kind."""
    return _ONE.sub(" ", text)


def _all_but_first(start: int, end: int) -> Iterator[tuple[int, int]]:
    if end > start + 1:
        yield start + 1, end


def _at_edge(text: str, start: int, end: int) -> bool:
    return start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n"


def _width(run: str) -> int:
    """Columns that the run takes on paper: an ideographic blank or a tab counts for two."""
    return sum(0 if c in _INVISIBLE else 2 if c in "\u3000\t" else 1 for c in run)


def _parts_words(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1], text[end]
    if before.isascii() and after.isascii():
        return _parts_latin(before, after)
    return _width(text[start:end]) >= 3 and _parts_columns(text, start, end)


def _parts_latin(before: str, after: str) -> bool:
    """Between Latin words or two figures; not between a figure and its sign or unit."""
    if before.isdigit() and after.isdigit():
        return True
    if before.isdigit() or after.isdigit():
        other = after if before.isdigit() else before
        return not (other in _OPERATORS or other == "." or other.isalpha())
    return True


def _parts_columns(text: str, start: int, end: int) -> bool:
    """Whether both pieces beside a wide gap are words; single characters are one word set wide (总　　则)."""
    left = _PIECES.split(text[max(0, start - 20) : start])[-1]
    right = _PIECES.split(text[end : end + 20])[0]
    return min(len(left), len(right)) > 1 and bool(_HAN.search(left + right))


def _is_list_of_words(text: str) -> bool:
    """Three or more short words with nothing but blanks between them: columns of a list."""
    if len(text) > 200 or _PUNCTUATION.search(text):
        return False
    pieces = _PIECES.split(text.strip())
    return len(pieces) > 2 and all(1 < len(piece) <= 6 and _HAN.fullmatch(piece[0]) for piece in pieces)
