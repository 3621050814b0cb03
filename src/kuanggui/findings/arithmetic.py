"""The arithmetic of a finding in one line, for the evidence `arithmetic`: 58 + 40 + 133 = 231 ≠ 233."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.findings.evidence import Figure, plain

LONGEST = 24  # parts shown before the middle is left out


def addition(parts: Sequence[Figure], result: Figure, stated: Figure | None = None) -> str:
    """Parts, their sum, and the stated figure that differs from it; a negative part is subtracted."""
    terms = [plain(part) for part in parts]
    if len(terms) > LONGEST:
        terms = [*terms[: LONGEST // 2], "…", *terms[-LONGEST // 2 :]]
    return _result(" + ".join(terms).replace("+ -", "- "), result, stated)


def division(
    numerator: Figure, denominator: Figure, result: Figure, stated: Figure | None = None, unit: str = ""
) -> str:
    """A ratio with what it gives: 630.2 ÷ 780 = 80.8% ≠ 82.8%."""
    return _result(f"{plain(numerator)} ÷ {plain(denominator)}", result, stated, unit)


def product(factors: Sequence[Figure], result: Figure, stated: Figure | None = None, unit: str = "") -> str:
    """Factors and what they give."""
    return _result(" × ".join(plain(factor) for factor in factors), result, stated, unit)


def _result(left: str, result: Figure, stated: Figure | None, unit: str = "") -> str:
    differs = "" if stated is None else f" ≠ {plain(stated)}{unit}"
    return f"{left} = {plain(result)}{unit}{differs}"
