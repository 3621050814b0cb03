"""Findings marked in the text they quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from kuanggui.findings.judgement import Severity
from kuanggui.model.located import LocatedText
from kuanggui.model.place import Place
from kuanggui.reports.surroundings import offsets
from kuanggui.reports.view import Entry


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of an entry: `anchor` is its id on the page, `card` the id of the entry it belongs to."""

    place: Place
    anchor: str
    card: str
    severity: Severity


def card_id(number: str) -> str:
    """The id on the page of the entry with that number."""
    return "f" + number.replace(".", "-")


def anchor_id(number: str, index: int) -> str:
    """The id on the page of a place of an entry."""
    return f"p{number.replace('.', '-')}-{index}"


class Marks:
    """All marks of a page, and which of them found their place in the text (`placed`)."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.placed: set[str] = set()
        self._by_line: dict[tuple[int | None, int], list[Mark]] = defaultdict(list)
        for entry in entries:
            for member in (entry, *entry.also):
                for mark in _marks(member):
                    self._by_line[(mark.place.page, mark.place.line)].append(mark)

    def on(self, text: LocatedText) -> Markup:
        """A text with its marks; every character is escaped."""
        found = self._in(text)
        edges = sorted({0, len(text.text), *(edge for _, start, end in found for edge in (start, end))})
        pieces: list[Markup] = []
        for start, end in pairwise(edges):
            over = [mark for mark, first, last in found if first <= start and end <= last]
            anchors = [mark.anchor for mark, first, _ in found if first == start]
            pieces.append(_piece(text.text[start:end], over, anchors))
        return Markup("").join(pieces)

    def _in(self, text: LocatedText) -> list[tuple[Mark, int, int]]:
        found = []
        for key in dict.fromkeys((segment.page, segment.line) for segment in text.segments):
            for mark in self._by_line.get(key, ()):
                span = offsets(text, mark.place)
                if span is not None and span[0] < span[1] and mark.anchor not in self.placed:
                    self.placed.add(mark.anchor)
                    found.append((mark, *span))
        return found


def _marks(entry: Entry) -> Iterator[Mark]:
    for index, shown in enumerate(entry.places):
        yield Mark(shown.place, anchor_id(entry.number, index), card_id(entry.number), entry.finding.severity)


def _piece(words: str, over: list[Mark], anchors: list[str]) -> Markup:
    text = escape(words).replace("\n", Markup("<br>"))
    if not over:
        return text
    gravest = min(over, key=lambda mark: mark.severity.rank)
    ids = Markup("").join(Markup('<span id="{}"></span>').format(anchor) for anchor in anchors)
    cards = " ".join(dict.fromkeys(mark.card for mark in over))
    shown = Markup('<a class="mark {}" href="#{}" data-cards="{}">{}</a>')
    return ids + shown.format(gravest.severity.value, gravest.card, cards, text)
