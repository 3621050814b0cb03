"""Which cells a total is the total of, when the words leave several readings open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kuanggui.checks.audit.equations import WORDED, Equation, Fit, Relation

# Readings that hold nowhere are still reported when so few positions can be told that one wrong figure may be why.
FEW = 2
# A plain total that holds in fewer positions than this share is something else.
LEAST_SHARE = Decimal(1) / 3


def best_relation(choices: Sequence[Relation]) -> Relation | None:
    """The reading of a total under which most of its positions hold; None if there is none to go by.

    One that holds in less than half of its positions is kept, if the words are plain (合计, 小计), as doubtful when a third hold, and
    when none does only if the table leaves no other reading and there are at most two positions.
    """
    readings = [choice for choice in choices if choice.equations]
    if not readings:
        return None
    best = max(readings, key=_rank)
    plain = best.plain
    if best.held == 0:
        alone = all(_cells(reading) == _cells(best) for reading in readings)
        return best if plain and alone and len(best.equations) <= FEW and _many_parts(best) else None
    if best.share >= WORDED and (best.share == 1 or _weighty(best)):
        return best
    return replace(best, doubtful=True) if plain and best.share >= LEAST_SHARE and _weighty(best) else None


def _rank(relation: Relation) -> tuple[int, int, float]:
    return (_weighty(relation), relation.held, float(relation.share))


def _weighty(relation: Relation) -> int:
    """How many equations hold that add up two figures or more."""
    return sum(e.fit is not Fit.BROKEN and _is_weighty(e) for e in relation.equations)


def _is_weighty(equation: Equation) -> bool:
    return sum(bool(term.value) for term in equation.terms) > 1


def _cells(relation: Relation) -> frozenset[frozenset[tuple[int, int]]]:
    return frozenset(frozenset((t.row, t.column) for t in e.terms if t.value) for e in relation.equations)


def _many_parts(relation: Relation) -> bool:
    return all(_is_weighty(e) for e in relation.equations)
