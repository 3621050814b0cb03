"""How unlikely it is that a relation holds by chance."""

from __future__ import annotations

import math

from kuanggui.checks.audit.equations import Relation


def odds_of(relation: Relation) -> float:
    """The odds against chance as a power of ten; a position that repeats another or has a 0 adds nothing, one that fails takes off one."""
    results = [float(e.result.value) for e in relation.equations]
    spread = max(results, default=0.0) - min(results, default=0.0)
    seen: set[tuple[float, ...]] = set()
    odds = 0.0
    for equation in relation.equations:
        key = tuple(float(term.value) for term in equation.terms)
        if key in seen or not equation.result.value or sum(value != 0.0 for value in key) < len(key[:2]):
            continue
        seen.add(key)
        window = max(10.0**-equation.result.decimals, abs(float(equation.computed - equation.result.value)))
        odds += math.log10(max(spread / window, 1.0)) if equation.fit else -1.0
    return odds
