"""Where the header cells that are left belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kuanggui.ingest.boxes.align_header import announced
from kuanggui.ingest.boxes.cell_types import CellType
from kuanggui.ingest.boxes.lost_header.figures import Figures
from kuanggui.ingest.boxes.lost_header.kin import Kin
from kuanggui.ingest.boxes.lost_header.listings import Listing
from kuanggui.ingest.boxes.profile import Profile
from kuanggui.ingest.boxes.words import table_words


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a placement of header words is judged by; `cut_off` if the source shows that something in front of them is gone."""

    profile: Profile
    figures: Figures
    listing: Listing | None
    kin: Kin | None
    cut_off: bool = False


def gap_placements(words: int, width: int) -> list[tuple[int, ...]]:
    """Columns of the words for every place of the gap: first the one that puts them all to the right."""
    missing = width - words
    return [tuple(i if i < gap else i + missing for i in range(words)) for gap in range(words + 1)]


def score(words: Sequence[str], columns: Sequence[int], evidence: Evidence) -> float:
    """How well the words fit the columns: sums, figures in the text, announced types, words of one kind over figures."""
    points = 1.0 if evidence.cut_off and columns[0] > 0 else 0.0
    return points + sum(_score(word, column, evidence) for word, column in zip(words, columns, strict=True))


def _score(word: str, column: int, evidence: Evidence) -> float:
    is_number = evidence.profile.is_number(column)
    points = 0.0
    if table_words().is_total(word) and evidence.figures.summing:
        points += 2 if column in evidence.figures.summing else -2
    is_kin = evidence.kin is not None and word in evidence.kin.words
    if is_kin and not is_number:
        points -= 1
    figure = listed(word, evidence.listing)
    if figure is not None and evidence.listing is not None:
        points += 1 if evidence.figures.totals.get(column) == evidence.listing.figures[figure] else -1
    kind = None if is_kin else announced(word)
    if kind not in {None, CellType.EMPTY} and evidence.profile.shares[column]:
        points += 0.25 if evidence.profile.main_type(column) is kind else -1
    return points


def listed(word: str, listing: Listing | None) -> str | None:
    """The name in the listing that a header word stands for: the same, or one short for the other (东山, 东山区)."""
    if listing is None or len(word) < 2:
        return None
    return next((name for name in listing.figures if name.startswith(word) or word.startswith(name)), None)
