"""A clause with everything found in it, and where its sentences, items and phrases begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from kuanggui.ingest.facts.names import Name, mineral_names, place_names
from kuanggui.ingest.numbers import Numeral, scan
from kuanggui.model.number import NumberKind

SENTENCE_END = re.compile(r"[。！？!?\n]+")
ITEM_END = re.compile(r"[。！？!?；;\n]+")
OPENING, CLOSING = "（(〔[", "）)〕]"
PHRASE_ENDS = "，,、：:。；;！？!?\n"
LIST_ENDS = "，,：:。；;！？!?\n"
TOPIC = re.compile(
    r"^\s*(?:[（(]?[\d一二三四五六七八九十]+[)）、.．])?\s*(?:([^，。；：:]{1,18}?)(?:：|:|资源是：)|([^，。；：:]{1,12})。(?=.)"
    r"|([^，。；：:是]{1,14})是(?=[^，。；：:]{0,14}(?:矿产|矿种|资源)))"
)
NOUN_END = re.compile(r"[的和与及在为是有由进通达正从]")
LONGEST_NOUN = 14


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A cleaned text with its numerals, minerals and places."""

    text: str
    numerals: tuple[Numeral, ...]
    minerals: tuple[Name, ...]
    places: tuple[Name, ...]
    sentence_starts: tuple[int, ...] = field(repr=False)
    item_starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def read(cls, text: str, home: str | None = None) -> ClauseText:
        """Scan a text for everything facts are made of."""
        numerals = tuple(scan(text))
        taken = [(n.start, n.end) for n in numerals]

        def starts(pattern: re.Pattern[str]) -> tuple[int, ...]:
            ends = (match for match in pattern.finditer(text) if not any(a <= match.start() < b for a, b in taken))
            return (0, *(match.end() for match in ends))

        return cls(text, numerals, mineral_names(text), place_names(text, home), starts(SENTENCE_END), starts(ITEM_END))

    @property
    def quantities(self) -> list[Numeral]:
        """The numerals that are quantities."""
        return [numeral for numeral in self.numerals if numeral.kind is NumberKind.QUANTITY]

    def sentence(self, offset: int) -> int:
        """Number of the sentence an offset is in."""
        return bisect_right(self.sentence_starts, offset) - 1

    def item(self, offset: int) -> int:
        """Number of the item (up to a semicolon) an offset is in."""
        return bisect_right(self.item_starts, offset) - 1

    def head(self, numeral: Numeral, ends: str = PHRASE_ENDS) -> tuple[int, int]:
        """Offsets of the words in front of a numeral, back to a delimiter of `ends` or the numeral before it."""
        floor = max((n.end for n in self.numerals if n.end <= numeral.head_end and _stops(n)), default=0)
        position = numeral.head_end
        while position > floor:
            character = self.text[position - 1]
            if character in CLOSING:
                opening = self._opening(position - 1, floor)
                if opening is None:
                    break
                position = opening
                continue
            if character in OPENING or (character in ends and not self._inside_numeral(position - 1)):
                break
            position -= 1
        return position, numeral.head_end

    def tail(self, numeral: Numeral) -> tuple[int, int]:
        """Offsets of a noun right behind a number: up to a delimiter, a bracket or the next numeral."""
        stop = min((n.start for n in self.numerals if n.start >= numeral.end), default=len(self.text))
        position = numeral.end
        while position < min(stop, numeral.end + LONGEST_NOUN):
            if self.text[position] in PHRASE_ENDS + OPENING + CLOSING or NOUN_END.match(self.text, position):
                break
            position += 1
        return numeral.end, position

    def lead(self, numeral: Numeral) -> tuple[int, int] | None:
        """Offsets of the phrase in front of the last colon between the sentence's beginning and a number."""
        begin = self.sentence_starts[self.sentence(numeral.start)]
        colon = max(self.text.rfind("：", begin, numeral.start), self.text.rfind(":", begin, numeral.start))
        if colon < 0 or self._inside_numeral(colon):
            return None
        start = max(self.text.rfind(mark, begin, colon) for mark in "，；") + 1
        return max(start, begin), colon

    def _opening(self, closing: int, floor: int) -> int | None:
        """Where the parenthesis that closes at `closing` opens, unless a numeral stands inside."""
        for position in range(closing - 1, max(floor, closing - 24) - 1, -1):
            if self.text[position] in OPENING:
                return position
        return None

    def _inside_numeral(self, offset: int) -> bool:
        return any(numeral.start <= offset < numeral.end for numeral in self.numerals)

    def topic(self) -> tuple[int, int] | None:
        """Offsets of the topic that a clause begins with, if it does (铁矿：…, 铁矿。…, 铁矿是主要矿产)."""
        match = TOPIC.match(self.text)
        return match.span(match.lastindex or 1) if match else None


def _stops(numeral: Numeral) -> bool:
    return numeral.kind in {NumberKind.QUANTITY, NumberKind.NOT_UNDERSTOOD}
