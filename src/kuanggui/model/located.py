"""Text that remembers where each of its characters stands in the source file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters that stand side by side in the source: `start` in the text, `line` and `column` in the file.

    Lines count from 1 and columns from 0; for DOCX and XLSX a line is a paragraph or a sheet row;
    `page` is that of a PDF or the sheet of a workbook.
    """

    start: int
    line: int
    column: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of a source line: offsets `start` to `end` (exclusive) in line `line`."""

    line: int
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class LocatedText:
    """A string with the source position of every character, kept through deletions, replacements and joins."""

    text: str
    segments: tuple[Segment, ...]

    @classmethod
    def from_line(cls, text: str, line: int, column: int = 0, page: int | None = None) -> LocatedText:
        """Text that stands in one source line, its first character in `column`."""
        return cls(text, (Segment(0, line, column, page),))

    @classmethod
    def join(cls, parts: Iterable[LocatedText], separator: str = "") -> LocatedText:
        """Put texts one behind the other; a separator takes the position behind the part before it."""
        text = ""
        segments: list[Segment] = []
        for part in parts:
            if text and separator:
                text += separator
            segments.extend(Segment(s.start + len(text), s.line, s.column, s.page) for s in part.segments)
            text += part.text
        return cls(text, tuple(segments))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def _segment_at(self, offset: int) -> int:
        return max(0, bisect_right(self.segments, offset, key=lambda s: s.start) - 1)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where characters `start` to `end` stand; a stretch over several lines is cut at the end of the first."""
        stop = len(self.text) if end is None else end
        if not self.segments:
            return Span(0, 0, 0)
        first = self.segments[self._segment_at(start)]
        last = self.segments[self._segment_at(max(start, stop - 1))]
        begin = first.column + start - first.start
        if last.line == first.line:
            return Span(first.line, begin, last.column + stop - last.start, first.page)
        following = next(s for s in self.segments if s.start > first.start and s.line != first.line)
        inside = [s for s in self.segments if first.start <= s.start < following.start][-1]
        return Span(first.line, begin, inside.column + following.start - inside.start, first.page)

    def last_line(self) -> int:
        """The source line in which the text ends."""
        return self.segments[-1].line if self.segments else 0

    def cut(self, start: int, end: int | None = None) -> LocatedText:
        """The part from `start` to `end`, with its positions."""
        stop = len(self.text) if end is None else min(end, len(self.text))
        if start >= stop:
            return LocatedText("", ())
        first = self._segment_at(start)
        kept = [
            Segment(max(s.start, start) - start, s.line, s.column + max(0, start - s.start), s.page)
            for s in self.segments[first:]
            if s.start < stop
        ]
        return LocatedText(self.text[start:stop], tuple(kept))

    def without(self, ranges: Sequence[tuple[int, int]]) -> LocatedText:
        """The text with the given non-overlapping, ascending ranges taken out."""
        if not ranges:
            return self
        pieces: list[LocatedText] = []
        position = 0
        for start, end in ranges:
            pieces.append(self.cut(position, start))
            position = end
        pieces.append(self.cut(position))
        return LocatedText.join(piece for piece in pieces if piece.text)

    def mapped(self, text: str) -> LocatedText:
        """Another string of the same length in the same places (full-width digits made half-width, say)."""
        if len(text) != len(self.text):
            message = "a mapped text must keep its length"
            raise ValueError(message)
        return LocatedText(text, self.segments)

    def stripped(self) -> LocatedText:
        """The text without blanks at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return (
            self.cut(start, len(self.text.rstrip())) if start < len(self.text) else LocatedText("", self.segments[:1])
        )
