"""Words and figures of a plan as people say them, in both languages."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Any

from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure, Years
from kuanggui.regulation.word_files import load_words

Pair = tuple[str, str]
IN_BRACKETS = re.compile(r"[（(]([^（）()]*)[)）]$")


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = load_words("kuanggui.app.public", "data", "words.yaml")
    return loaded


def word(topic: str, key: str) -> Pair:
    """The Chinese and the English word for a key; the key itself where there is none."""
    known = _words()[topic].get(key)
    return (known[0], known[1]) if known else (key, key)


def amount(figure: Figure) -> Pair:
    """A figure with its unit and what it says of the real one: 不超过 9000 万吨, at most 9,000 ×10⁴ t."""
    quantity = figure.quantity
    numbers = [quantity.low] if not quantity.is_range else [quantity.low, quantity.high]
    zh_unit, en_unit = word("unit", quantity.unit.name) if quantity.unit else ("", "")
    zh_bound, en_bound = word("relation", quantity.relation.value)
    zh = f"{zh_bound} {'—'.join(f'{number:f}' for number in numbers)}{_spaced(zh_unit)}"
    en = f"{en_bound} {'–'.join(f'{number:,f}' for number in numbers)}{_spaced(en_unit)}"
    return zh.strip(), en.strip()


def _spaced(unit: str) -> str:
    return unit if unit in {"", "%"} else f" {unit}"


def by_year(years: Years | None) -> Pair:
    """By when: 到 2025 年，/ by 2025: ; empty where no year is stated."""
    if years is None:
        return "", ""
    if years.start == years.end:
        return f"到 {years.end} 年，", f"By {years.end}: "
    return f"{years.start}—{years.end} 年，", f"{years.start}–{years.end}: "


def plain_name(name: str, figure: Figure | None) -> str:
    """A printed name without the unit in brackets behind it, which the figure brings along: 铜（金属量，吨） is 铜（金属量）."""
    found = IN_BRACKETS.search(name)
    if figure is None or figure.quantity.unit is None or found is None:
        return name
    inside = found.group(1)
    unit = max((known for known in _words()["unit"] if inside.endswith(known)), key=len, default="")
    rest = inside.removesuffix(unit).strip("，,、：: ")
    return name[: found.start()] + (f"（{rest}）" if rest else "")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a statement stands: in words of both languages, and the beginning of what is printed there."""

    zh: str
    en: str
    quote: str


class Finder:
    """Says where a place is in the document: the box and its row, or the headings above the clause."""

    def __init__(self, plan: Plan, quote_characters: int) -> None:
        provisions = [(p.place.line, p.headings) for p in plan.provisions if p.headings]
        self._lines = [line for line, _ in provisions]
        self._headings = [headings for _, headings in provisions]
        self._longest = quote_characters

    def source(self, place: Place) -> Whereabouts:
        """The source of a place."""
        if place.table is not None:
            rows = ("", "") if place.row is None else (f"，第 {place.row} 行", f", row {place.row}")
            return Whereabouts(f"{place.table}{rows[0]}", f"{place.table}{rows[1]}", self._quote(place))
        where = " › ".join(self._above(place)[-2:])
        return Whereabouts(where, where, self._quote(place))

    def _above(self, place: Place) -> tuple[str, ...]:
        """The headings above a place; a place that is a heading itself stands above the clause that follows."""
        position = bisect_right(self._lines, place.line) - 1
        following = self._headings[position + 1] if position + 1 < len(self._headings) else ()
        if following and place.quote and place.quote in following[-1]:
            return following
        return self._headings[position] if position >= 0 else ()

    def _quote(self, place: Place) -> str:
        return place.quote if len(place.quote) <= self._longest else f"{place.quote[: self._longest]}…"


def text_of(value: Any) -> str:
    """The printed words of a value, empty for none."""
    return "" if value is None else str(value.text)
