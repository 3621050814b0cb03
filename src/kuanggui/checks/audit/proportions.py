"""Printed ratios (5.1:37.0:57.9) and the figures they are ratios of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.likes import comparable
from kuanggui.checks.audit.quotients import Amount, Range, amount
from kuanggui.model.fact import Fact
from kuanggui.model.number import NumberKind, NumberToken

SIGN = re.compile(r"\s*[:：∶]\s*")
HUNDRED = Decimal(100)
FEWEST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Ratio:
    """A printed ratio with its terms and the places behind the point."""

    token: NumberToken
    terms: tuple[Decimal, ...]
    decimals: int

    @property
    def total(self) -> Decimal:
        """The sum of the terms."""
        return sum(self.terms, Decimal(0))

    @property
    def of_hundred(self) -> bool:
        """Whether the terms are meant as percentages."""
        return abs(self.total - HUNDRED) <= 5 and (self.decimals > 0 or self.total == HUNDRED)

    def term(self, number: int) -> Range:
        """The values a term can stand for."""
        half = Decimal("0.5").scaleb(-self.decimals)
        return Range(self.terms[number] - half, self.terms[number] + half)


def ratios(case: AuditCase) -> Iterator[Ratio]:
    """The printed ratios with three terms or more, and those with two that make up a hundred."""
    for token in case.reading.numbers:
        if token.kind is NumberKind.RATIO and token.clause is not None:
            words = SIGN.split(token.text)
            found = Ratio(token, tuple(Decimal(word) for word in words), max(len(w.partition(".")[2]) for w in words))
            if len(words) >= FEWEST_TERMS or found.of_hundred:
                yield found


def runs(case: AuditCase, ratio: Ratio) -> Iterator[Sequence[Fact]]:
    """As many like figures in a row as the ratio has terms, the first behind it, the last in front of it."""
    facts = case.facts_in_clause[ratio.token.clause or ""]
    count = len(ratio.terms)
    behind = [f for f in facts if f.start >= ratio.token.end][:count]
    ahead = [f for f in facts if f.end <= ratio.token.start][-count:]
    moves = [{change.before, change.after} for change in case.reading.changes]
    for run in (behind, ahead):
        if {fact.id for fact in run} in moves:  # 由18万吨提高到25万吨 are one thing at two times, not two things
            continue
        if len(run) == count and all(comparable(f, run[0]) and f.attribute == run[0].attribute for f in run):
            yield run


def shares_of(ratio: Ratio, run: Sequence[Fact]) -> list[tuple[Decimal, Range]]:
    """What each term of the ratio ought to be and can be, from the figures and the sum of the terms."""
    whole = Amount(tuple(run))
    scale = HUNDRED if ratio.of_hundred else ratio.total
    found: list[tuple[Decimal, Range]] = []
    for fact in run:
        part = amount(fact)
        rest = Amount(tuple(other for other in run if other is not fact)).range
        low = part.range.low / (part.range.low + rest.high) * scale
        high = part.range.high / (part.range.high + rest.low) * scale
        found.append((part.middle / whole.middle * scale, Range(low, high)))
    return found
