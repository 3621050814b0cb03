"""Which years a number speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kuanggui.ingest.facts.lexicon import lexicon
from kuanggui.ingest.facts.text import ClauseText
from kuanggui.model.fact import Period
from kuanggui.model.number import NumberKind

STATE = re.compile(r"(?:截止|截至|至|到|底)\s*$")
TARGET = re.compile(r"(?:到|至|力争|预计|计划)\s*$")
COMPARED = re.compile(r"(?:比|较|与|和|由|从)\s*$")
EARLIER = re.compile(r"(?:之前|以前|以来)\s*$")
FIGURES = re.compile(r"\d+")
PHRASE_END = re.compile(r"[，,；;。：]|至|到|增至|降至")


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """A period named at an offset of a text; `compared` when it is only what something is compared with."""

    start: int
    end: int
    period: Period
    compared: bool


def find_periods(clause: ClauseText) -> list[DatedSpan]:
    """Every year, span of years or planning round named in a clause, in order."""
    found = [
        DatedSpan(n.start, n.end, _period(clause.text, n.start, n.text), bool(COMPARED.search(clause.text[: n.start])))
        for n in clause.numerals
        if n.kind in {NumberKind.YEAR, NumberKind.PERIOD, NumberKind.DATE} and _years(n.text)
        if not EARLIER.search(n.text)
    ]
    for match in lexicon().round_pattern.finditer(clause.text):
        start, end = lexicon().rounds[match.group(1)]
        found.append(DatedSpan(match.start(), match.end(), Period(start, end, "span"), compared=False))
    return sorted(found, key=lambda span: span.start)


def _years(text: str) -> list[int]:
    figures = FIGURES.findall(text)
    years = [int(f) for f in figures if len(f) == 4]
    if (
        len(years) == 1
        and len(figures) > 1
        and re.search(r"[-－—–~～至到]", text)
        and len(figures[1]) == 2
        and "月" not in text
    ):
        years.append(years[0] // 100 * 100 + int(figures[1]))
    return years


def _period(text: str, start: int, words: str) -> Period:
    years = _years(words)
    first, last = min(years), max(years)
    if first != last:
        return Period(first, last, "span")
    before = text[max(0, start - 4) : start]
    if re.search(r"截[止至]", before) or "底" in words or "末" in words:
        return Period(first, last, "as_of")
    return Period(first, last, "by" if TARGET.search(before) else "year")


def period_before(spans: list[DatedSpan], clause: ClauseText, offset: int) -> tuple[Period | None, bool]:
    """The period a number at `offset` speaks of, and whether it was taken over from another sentence."""
    before = [span for span in spans if span.end <= offset and not _mere_comparison(span, clause, offset)]
    if not before:
        return None, False
    last = before[-1]
    return last.period, clause.sentence(last.start) != clause.sentence(offset)


def _mere_comparison(span: DatedSpan, clause: ClauseText, offset: int) -> bool:
    """Whether a year that something is compared with (较2019年增加…) has no bearing on a number further on."""
    return span.compared and bool(PHRASE_END.search(clause.text, span.end, offset))


@lru_cache(maxsize=4096)
def title_period(title: str) -> Period | None:
    """The year a heading or table title is about: a target year when it speaks of goals."""
    spans = find_periods(ClauseText.read(title))
    if not spans:
        return None
    period = spans[-1].period
    return Period(period.start, period.end, "by") if period.kind == "year" and "目标" in title else period
