"""What a plan says of itself: title, region, level, period, base year, outlook, issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kuanggui.ingest.plan.mapping import TextWords
from kuanggui.ingest.plan.source import PlanSource
from kuanggui.model.document import Paragraph
from kuanggui.model.located import LocatedText
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.value import Gap, GapReason, Word, Years
from kuanggui.regulation import division

LEVELS = {"province": Level.PROVINCE, "prefecture": Level.CITY, "county": Level.COUNTY}
YEARS = ("planning_period", "base_year", "outlook_year")


def read_head(source: PlanSource, words: TextWords) -> dict[str, Any]:
    """The fields of the head of a plan; those that the document leaves open are not in it."""
    title, region = _title(source), _region(source)
    years = {name: _years(source, words, name, title) for name in YEARS}
    found = {"title": title, "region": region, "level": _level(source), "issuer": _issuer(source, words), **years}
    return {name: value for name, value in found.items() if value is not None}


def head_gaps(head: dict[str, Any]) -> Iterator[Gap]:
    """What the document does not say of itself."""
    for name in ("title", "region", "level", *YEARS, "issuer"):
        if name not in head:
            yield Gap("", name, GapReason.NOT_STATED)


def _texts(source: PlanSource) -> Iterator[LocatedText]:
    """Every paragraph, in order."""
    for block in source.reading.document.blocks:
        if isinstance(block, Paragraph):
            yield block.text


def _title(source: PlanSource) -> Word | None:
    """The title where it is first printed; a name taken from the file is printed nowhere."""
    title = source.reading.title
    for text in _texts(source):
        start = text.text.find(title)
        if start >= 0:
            return Word(title, source.reading.document.place(text, start, start + len(title)))
    return _title_over_two_lines(source, title)


def _title_over_two_lines(source: PlanSource, title: str) -> Word | None:
    first = re.split(r"[（(]", title)[0]
    text = next((text for text in _texts(source) if first and text.text.strip() == first), None)
    return None if text is None else Word(title, source.reading.document.place(text))


def _region(source: PlanSource) -> Word | None:
    """The division that the plan is about, where it is first named."""
    if source.home is None:
        return None
    name = division(source.home).name
    for text in _texts(source):
        start = text.text.find(name)
        if start >= 0:
            return Word(name, source.reading.document.place(text, start, start + len(name)), (source.home,))
    return None


def _level(source: PlanSource) -> Level | None:
    return None if source.home is None else LEVELS[division(source.home).level]


def _years(source: PlanSource, words: TextWords, name: str, title: Word | None) -> Years | None:
    """The years that the first expression finds, in the text or else in the title."""
    for expression in words.terms[name]:
        for text in _texts(source):
            match = expression.search(text.text)
            if match:
                start, end = int(match["start"]), int(match.groupdict().get("end") or match["start"])
                return Years(start, end, source.reading.document.place(text, *match.span()))
        match = expression.search(title.text) if title else None
        if match and title:
            return Years(int(match["start"]), int(match["end"]), title.place)
    return None


def _issuer(source: PlanSource, words: TextWords) -> Word | None:
    for expression in words.terms["issuer"]:
        for text in _texts(source):
            match = expression.search(text.text)
            if match:
                return Word(match["words"], source.reading.document.place(text, *match.span("words")))
    return None
