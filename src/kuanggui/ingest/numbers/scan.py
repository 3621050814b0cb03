"""Every numeral of a text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kuanggui.ingest.numbers.labels import find_labels
from kuanggui.ingest.numbers.numerals import Numeral
from kuanggui.ingest.numbers.units import UnitMatch, match_unit
from kuanggui.ingest.numbers.words import NumberWords, number_words
from kuanggui.model.number import NumberKind
from kuanggui.model.quantity import Quantity, Relation

DIGIT = re.compile(r"\d")
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")
POWER = re.compile(r"\s*[×xX*]\s*(?:10\s*\^?\s*(?P<exponent>[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\d+)")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
BRACKET = re.compile(r"\s*[（(][^（()）]{0,12}[)）]\s*")
IN_BRACKET = re.compile(r"\s*[)）]\s*")
SUM = re.compile(r"(?:\s*\+\s*\d+(?:\.\d+)?)+")
DISPLACED = re.compile(
    r"[\u4e00-\u9fff]{1,6}?(?=[十百千万亿]+(?:吨|立方米))"
)  # a noun that slipped in between number and unit
LONGEST_WORD = 8


def scan(text: str) -> list[Numeral]:
    """Every numeral of a cleaned text with its kind; a bare number in running text without unit is NOT_UNDERSTOOD."""
    return list(_scan(text)) if DIGIT.search(text) else []


@lru_cache(maxsize=8192)  # labels and cells are read when a table is recognised and again for its figures
def _scan(text: str) -> tuple[Numeral, ...]:
    labels = sorted(find_labels(text), key=lambda numeral: numeral.start)
    found = list(labels)
    gaps = zip([0, *(label.end for label in labels)], [*(label.start for label in labels), len(text)], strict=True)
    for start, end in gaps:
        found.extend(_scan_gap(text, start, end))
    return tuple(sorted(found, key=lambda numeral: numeral.start))


def _scan_gap(text: str, start: int, end: int) -> Iterator[Numeral]:
    position = start
    while match := FIGURE.search(text, position, end):
        numeral = read_quantity(text, match, end)
        yield numeral
        position = max(numeral.end, match.end())


def read_quantity(text: str, figure: re.Match[str], end: int) -> Numeral:
    """The numeral that begins with `figure`: a single number, a range or a printed sum, with unit and relation words."""
    words = number_words()
    start, low_text = figure.start(), figure.group()
    low = _decimal(low_text)
    if text[start - 1 : start] in {"-", "－", "−"} and not re.search(r"[\w℃%°]\s*$", text[: start - 1]):
        start, low = start - 1, -low
    behind = figure.end()
    addends: tuple[Decimal, ...] = ()
    high, high_text = low, low_text
    if power := POWER.match(text, behind, end):
        return _read_power(text, start, low, power, end)
    if total := SUM.match(text, behind, end):
        addends = (low, *(Decimal(part.strip()) for part in total.group().split("+")[1:]))
        high = low = sum(addends, Decimal(0))
        behind = total.end()
    elif upper := _read_upper(text, behind, end, words):
        high_text, behind = upper
        high = _decimal(high_text)
    unit, behind = _read_unit(text, behind, end, words)
    if unit is None and (displaced := DISPLACED.match(text, behind, end)):
        unit = match_unit(text, displaced.end(), end)
        behind = unit.end if unit else behind
    decimals = max(_decimals(low_text), _decimals(high_text))
    more = unit is not None and unit.more_than
    relation, start, behind = _read_relation(text, start, behind, end, words, more=more)
    quantity = Quantity(
        text=text[start:behind].strip(),
        low=min(low, high),
        high=max(low, high),
        relation=relation,
        unit=unit.unit if unit else None,
        basis=unit.unit.basis if unit else None,
        decimals=decimals,
        addends=addends,
    )
    kind = NumberKind.QUANTITY if unit else NumberKind.NOT_UNDERSTOOD
    return Numeral(kind, figure.start(), behind, text[figure.start() : behind], quantity, head_end=start)


def _read_power(text: str, start: int, low: Decimal, power: re.Match[str], end: int) -> Numeral:
    """A number times a power of ten; anything else behind the sign (an exponent lost in copying) is not understood."""
    unit = match_unit(text, power.end(), end)
    exponent = (power["exponent"] or "").translate(SUPERSCRIPTS)
    behind = unit.end if unit else power.end()
    if unit is None or not exponent:
        return Numeral(NumberKind.NOT_UNDERSTOOD, start, behind, text[start:behind], head_end=start)
    value = low.scaleb(int(exponent))
    quantity = Quantity(
        text[start:behind],
        value,
        value,
        unit=unit.unit,
        basis=unit.unit.basis,
        decimals=_decimals(str(low)) - int(exponent),
    )
    return Numeral(NumberKind.QUANTITY, start, behind, text[start:behind], quantity, head_end=start)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _read_upper(text: str, behind: int, end: int, words: NumberWords) -> tuple[str, int] | None:
    """The upper end of a range: a range sign, perhaps with the unit before it, and a number."""
    unit = match_unit(text, behind, end)
    after_unit = unit.end if unit else behind
    sign = words.range_sign.match(text, after_unit, end)
    upper = FIGURE.match(text, sign.end(), end) if sign else None
    if upper is None:
        return None
    if unit and not match_unit(text, upper.end(), end):
        return None
    return upper.group(), upper.end()


def _read_unit(text: str, behind: int, end: int, words: NumberWords) -> tuple[UnitMatch | None, int]:
    unit = match_unit(text, behind, end)
    if unit:
        return unit, unit.end
    for shared in (BRACKET, IN_BRACKET):  # 30（完成12）公顷: one unit for both
        bracket = shared.match(text, behind)
        if bracket and re.search(r"\d", bracket.group() + text[max(0, behind - 12) : behind]):
            unit = match_unit(text, bracket.end())
            if unit and ("%" not in unit.unit.name):
                return unit, behind
    extra = words.more_than.match(text, behind, end)
    if not extra:
        return None, behind
    unit = match_unit(text, extra.end(), end)
    if unit and extra.group(1):
        unit = match_unit(extra.group(1) + unit.unit.name, 0, None, at=unit.end)
    return (replace(unit, more_than=True), unit.end) if unit else (None, behind)


def _read_relation(
    text: str, start: int, behind: int, end: int, words: NumberWords, *, more: bool
) -> tuple[Relation, int, int]:
    """The relation said in front of or behind the number, and the stretch that its words make longer."""
    relation = Relation.MORE if more else Relation.EQUAL
    before = words.before.search(text, max(0, start - LONGEST_WORD), start)
    if before:
        word = next(w for w in sorted(words.before_relations, key=len, reverse=True) if before.group().startswith(w))
        relation, start = words.before_relations[word], before.start()
    after = words.after.match(text, behind, end)
    if after:
        word = after.group().strip()
        if not before or word in words.softening or relation is Relation.ABOUT:
            relation = words.after_relations[word]
        behind = after.end()
    return relation, start, behind
