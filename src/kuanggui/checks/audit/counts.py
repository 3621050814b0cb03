"""Whole numbers of things in running text, in Arabic or Chinese figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.model.number import NumberKind, NumberToken
from kuanggui.model.outline import Clause
from kuanggui.model.place import Place
from kuanggui.model.quantity import Relation

DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
CHINESE = re.compile(
    r"(?<![第“\"‘一二两三四五六七八九十百])(?P<number>[两二三四五六七八九]|十[一二三四五六七八九]?)"
    r"(?P<unit>大类|大|个|类|种|项|处|座|条|片|方面|部分|级|县|区|方|组|点)"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number of things in a clause, in Arabic or Chinese figures: `end` lies behind figure and unit."""

    value: int
    unit: str
    place: Place
    start: int
    end: int
    chinese: bool


def texts(case: AuditCase) -> Iterator[Clause]:
    """The clauses, and the lines and notes of boxes under the names that their numbers bear."""
    yield from case.reading.clauses
    for box in case.reading.boxes:
        for kind, lines in (("#", box.items), ("#note", box.notes)):
            yield from (Clause(f"{box.id}{kind}{n}", box.section, line) for n, line in enumerate(lines, 1))


def counts_in(case: AuditCase, clause: Clause) -> list[Count]:
    """The counts of a clause in order."""
    tokens = case.numbers_in_clause.get(clause.id, ())
    found = [count for token in tokens if (count := _arabic(clause, token))]
    for match in CHINESE.finditer(clause.text.text):
        if not any(token.start <= match.start() < token.end for token in tokens):
            place = case.reading.document.place(clause.text, match.start(), match.end())
            value = _chinese(match["number"])
            found.append(Count(value, match["unit"], place, match.start(), match.end(), chinese=True))
    return sorted(found, key=lambda count: count.start)


def _arabic(clause: Clause, token: NumberToken) -> Count | None:
    quantity = token.quantity
    if token.kind is not NumberKind.QUANTITY or quantity is None or not quantity.is_count or quantity.is_range:
        return None
    if quantity.relation is not Relation.EQUAL or quantity.addends or quantity.low != int(quantity.low):
        return None
    unit = re.sub(r"^[\d,.\s]+", "", clause.text.text[token.start : token.end])
    return Count(int(quantity.low), unit, token.place, token.start, token.end, chinese=False)


def _chinese(words: str) -> int:
    return 10 + DIGITS[words[1]] if len(words) == 2 else DIGITS[words]
