"""Telling a figure that is far off its like from one that varies."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

STEADY = Decimal(3)  # the others differ by no more than this
FAR = Decimal(6)


def odd_one_out(values: Sequence[Decimal]) -> int | None:
    """The index of the one value of an ascending list that is far off the others while these are steady; at least three values."""
    if values[-1] >= values[-2] * FAR and values[-2] <= values[0] * STEADY:
        return len(values) - 1
    if values[0] * FAR <= values[1] and values[-1] <= values[1] * STEADY:
        return 0
    return None
