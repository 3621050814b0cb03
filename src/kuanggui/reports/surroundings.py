"""The words around a place, and the headings above it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kuanggui.model.document import Document, Paragraph, Table
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Section
from kuanggui.model.place import Place
from kuanggui.model.reading import Reading

_SENTENCE_ENDS = "。；！？\n"
LONGEST = 60  # characters shown on either side of a quote
ROW_PARTS = " | "


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quoted words with the words before and behind them."""

    before: str
    quote: str
    after: str

    @property
    def text(self) -> str:
        """All of it in one string."""
        return self.before + self.quote + self.after


class Surroundings:
    """Looks up what stands around the places of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def around(self, place: Place) -> Quoted:
        """The sentence or table row around a place; the bare quote where the document has no such place."""
        for text in self._texts.get((place.page, place.line), ()):
            found = offsets(text, place)
            if found is not None:
                return _cut(text.text, *found)
        return Quoted("", place.quote, "")

    def headings(self, place: Place) -> tuple[str, ...]:
        """The headings above a place, from the top, as printed."""
        lines = [line for line, _ in self._headings]
        index = bisect_right(lines, (place.page or 0, place.line)) - 1
        return self._headings[index][1] if index >= 0 else ()

    @cached_property
    def _headings(self) -> list[tuple[tuple[int, int], tuple[str, ...]]]:
        sections = {section.id: section for section in self._reading.sections}
        paths: list[tuple[tuple[int, int], tuple[str, ...]]] = []
        for section in self._reading.sections:
            path: list[str] = []
            above: Section | None = section
            while above is not None:
                path.insert(0, above.text.text)
                above = sections.get(above.parent or "")
            first = section.text.span()
            paths.append(((first.page or 0, first.line), tuple(path)))
        return sorted(paths, key=lambda item: item[0])

    @cached_property
    def _texts(self) -> dict[tuple[int | None, int], list[LocatedText]]:
        index: dict[tuple[int | None, int], list[LocatedText]] = defaultdict(list)
        for text in _stretches(self._reading.document):
            for key in dict.fromkeys((segment.page, segment.line) for segment in text.segments):
                index[key].append(text)
        return index


def offsets(text: LocatedText, place: Place) -> tuple[int, int] | None:
    """Where in a text a place begins and ends; None if it does not begin in it."""
    # The last one that fits: what joins the cells of a row is wider here than in the row itself, so that the one before seems to fit too.
    for index, segment in reversed([*enumerate(text.segments)]):
        following = text.segments[index + 1].start if index + 1 < len(text.segments) else len(text.text)
        start = segment.start + place.start - segment.column
        same_line = (segment.page, segment.line) == (place.page, place.line)
        if same_line and segment.start <= start < max(following, segment.start + 1):
            return start, min(len(text.text), start + max(len(place.quote), place.end - place.start))
    return None


def _stretches(document: Document) -> Iterator[LocatedText]:
    """The paragraphs, and each table row in one string."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from _rows(block)


def _rows(table: Table) -> Iterator[LocatedText]:
    for row in table.rows:
        yield LocatedText.join((cell.text for cell in row if cell.text), ROW_PARTS)
        for cell in row:
            for inner in cell.tables:
                yield from _rows(inner)


def _cut(text: str, start: int, end: int) -> Quoted:
    first = max((text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS), default=-1) + 1
    ends = [found for mark in _SENTENCE_ENDS if (found := text.find(mark, max(end - 1, start))) >= 0]
    last = max(end, min(ends) + 1) if ends else len(text)
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    if len(before) > LONGEST:
        before = "…" + before[-LONGEST:]
    if len(after) > LONGEST:
        after = after[:LONGEST] + "…"
    return Quoted(before, text[start:end], after)
