"""Dividing a figure among parts so that the rounded parts make the whole exactly."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal


def apportion(total: Decimal, weights: Sequence[Decimal], decimals: int = 0) -> list[Decimal]:
    """Parts of a total by weights, each with so many decimals, by the largest remainder; the parts add up exactly.

    Ties go to the earlier part. Weights are not negative and not all zero; the total has no more decimals than asked for.

    >>> apportion(Decimal(100), [Decimal(1)] * 3)
    [Decimal('34'), Decimal('33'), Decimal('33')]
    """
    whole = sum(weights, Decimal(0))
    return fit(total, [total * weight / whole for weight in weights], decimals)


def fit(total: Decimal, wanted: Sequence[Decimal], decimals: int) -> list[Decimal]:
    """Figures near the wanted ones, none negative, that add up to the total."""
    step = Decimal(1).scaleb(-decimals)
    parts = [max(each, Decimal(0)).quantize(step, ROUND_FLOOR) for each in wanted]
    left = int((total - sum(parts, Decimal(0))) / step)
    while left:
        rest = [each - part for each, part in zip(wanted, parts, strict=True)]
        sign = 1 if left > 0 else -1
        order = sorted(range(len(parts)), key=lambda n: (-sign * rest[n], n))
        able = [n for n in order if sign > 0 or parts[n] >= step][: abs(left)]
        for n in able:
            parts[n] += sign * step
        left -= sign * len(able)
    return parts


def apportion_years(
    totals: Sequence[Decimal], weights: Sequence[Decimal], decimals: int = 0, *, running: bool = False
) -> list[list[Decimal]]:
    """A row of parts for each total, which adds up to it.

    With `running` the totals are pieces of one whole: what rounding took in one row is given in the next, so that each column
    stays near its share of all rows together.
    """
    whole = sum(weights, Decimal(0))
    given = [Decimal(0)] * len(weights)
    so_far, rows = Decimal(0), list[list[Decimal]]()
    for total in totals:
        so_far = so_far + total if running else total
        wanted = [so_far * w / whole - (g if running else 0) for w, g in zip(weights, given, strict=True)]
        rows.append(fit(total, wanted, decimals))
        given = [g + part for g, part in zip(given, rows[-1], strict=True)]
    return rows
