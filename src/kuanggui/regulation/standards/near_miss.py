"""Codes that look like a known one: letters swapped, dropped, added or mistyped."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(code: str, known: Iterable[str], most: int = 2) -> str | None:
    """The known code nearest to this one by edits (a swap of neighbours is one); None when more than `most` or a third of it differ.

    >>> nearest("GHQLB", ["QHQLB", "GHQMC", "GDZB"])
    'QHQLB'
    """
    limit = min(most, max(1, len(code) // 3))
    measured = sorted((count_edits(code, other), -len(other), other) for other in known)
    return measured[0][2] if measured and measured[0][0] <= limit else None


def count_edits(one: str, other: str) -> int:
    """Edits between two words: insert, delete, replace, swap neighbours (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, counterpart in enumerate(other, start=1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
