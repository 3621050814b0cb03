"""Where the lines of running text begin and end, told from the lines themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kuanggui.ingest.readers.pdf.layout import Line, PageLayout

_STEP = 3.0  # points within which line ends are one margin
_LONG = 0.6  # of the longest line: shorter ones end where their words do
_FAR = 0.7  # of the page width: full lines reach at least that far


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right end of full lines, in points."""

    left: float
    right: float


def find_margins(pages: Iterable[PageLayout]) -> dict[int, Margins]:
    """The margins on every page by its number; pages of one size share theirs."""
    by_size: dict[tuple[int, int], list[PageLayout]] = {}
    for page in pages:
        by_size.setdefault((round(page.width), round(page.height)), []).append(page)
    return {
        page.number: margins
        for alike in by_size.values()
        if (margins := _margins([line for page in alike for line in page.lines], alike[0].width)) is not None
        for page in alike
    }


def _margins(lines: list[Line], width: float) -> Margins | None:
    """The margins of lines; where none of them reaches far the page is taken to be set symmetrically."""
    if not lines:
        return None
    longest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 >= _LONG * longest]
    right = _most_common([line.x1 for line in long])
    full = [line for line in long if line.x1 >= right - line.size]
    left = min(line.x0 for line in full)
    return Margins(left, right if right >= _FAR * width else width - min(left, (1 - _FAR) * width))


def _most_common(values: list[float]) -> float:
    """The value that most others are near to, of equals the largest."""
    counts = Counter(round(value / _STEP) for value in values)
    step = max(counts, key=lambda key: (counts[key - 1] + counts[key] + counts[key + 1], key))
    return max(value for value in values if abs(round(value / _STEP) - step) <= 1)
