"""Which cells a total is the total of, when the words leave several readings open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kuanggui.checks.audit.equations import WORDED, Equation, Fit, Relation

# Readings that hold nowhere are still reported when so few positions can be told that one wrong figure may be why.
FEW = 2


def best_relation(choices: Sequence[Relation]) -> Relation | None:
    """The reading of a total under which most of its positions hold; None if there is none to go by.

    A reading that holds in less than half of its positions is kept as doubtful. One that holds nowhere is kept only if the
    table leaves no other and there are at most two positions.
    """
    readings = [choice for choice in choices if choice.equations]
    if not readings:
        return None
    best = max(readings, key=_rank)
    if best.held == 0:
        alone = all(_cells(reading) == _cells(best) for reading in readings)
        return best if alone and len(best.equations) <= FEW and _many_parts(best) else None
    return best if best.share >= WORDED else replace(best, doubtful=True)


def _rank(relation: Relation) -> tuple[int, int, float]:
    weighty = [e for e in relation.equations if e.fit is not Fit.BROKEN and _is_weighty(e)]
    return (len(weighty), relation.held, float(relation.share))


def _is_weighty(equation: Equation) -> bool:
    return sum(bool(term.value) for term in equation.terms) > 1


def _cells(relation: Relation) -> frozenset[frozenset[tuple[int, int]]]:
    return frozenset(frozenset((t.row, t.column) for t in e.terms if t.value) for e in relation.equations)


def _many_parts(relation: Relation) -> bool:
    return all(_is_weighty(e) for e in relation.equations)
