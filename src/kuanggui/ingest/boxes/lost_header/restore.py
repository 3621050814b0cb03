"""Restoring a header row that has fewer cells than the body has columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kuanggui.ingest.boxes.align_header import HeaderFit
from kuanggui.ingest.boxes.lost_header.figures import Figures, read_figures
from kuanggui.ingest.boxes.lost_header.listings import find_listing
from kuanggui.ingest.boxes.lost_header.names import name_column
from kuanggui.ingest.boxes.lost_header.placement import Evidence, gap_placements, score
from kuanggui.ingest.boxes.profile import Profile
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.model.outline import Clause

# A placement with a gap has to be this much better than stretching the header words that are there.
_BETTER = 1.0

# Body rows that part two columns this often show that no header cell stands over both.
_ALWAYS_PARTED = 0.95


@dataclass(frozen=True, slots=True)
class Restored:
    """The header row on the grid, names and reasons of the columns without a header word, and what to say about it."""

    row: GridRow
    inferred: dict[int, tuple[str, str]]
    remarks: tuple[str, ...]


def restore_header(
    fit: HeaderFit, body: Sequence[GridRow], profile: Profile, clauses: Iterable[Clause], label: str | None
) -> Restored | None:
    """The header with its gap, or None where the header row is whole or nothing speaks for a gap."""
    if len(fit.rows) != 1 or not (fit.conflict or _over_parted_figures(fit.rows[0], profile)):
        return None
    row = fit.rows[0]
    words = [cell.value for cell in row.cells]
    figures = read_figures(body, profile)
    evidence = Evidence(profile, figures, find_listing(clauses, label, figures.totals))
    stretched = score(words, [cell.start for cell in row.cells], evidence)
    best = max(gap_placements(len(words), profile.width), key=lambda columns: score(words, columns, evidence))
    if score(words, best, evidence) < stretched + _BETTER:
        return None
    return _restored(row, best, body, evidence)


def _over_parted_figures(row: GridRow, profile: Profile) -> bool:
    """Whether a header cell covers a figure column that every body row parts from the column before."""
    covered = (column for cell in row.cells for column in range(cell.start + 1, cell.end))
    return any(profile.is_number(column) and profile.edges[column] >= _ALWAYS_PARTED for column in covered)


def _restored(row: GridRow, columns: Sequence[int], body: Sequence[GridRow], evidence: Evidence) -> Restored:
    cells = tuple(replace(cell, start=column, span=1) for cell, column in zip(row.cells, columns, strict=True))
    missing = [column for column in range(evidence.profile.width) if column not in columns]
    words = [cell.value for cell in cells]
    inferred = {column: name_column(column, body, words, evidence) for column in missing}
    return Restored(replace(row, cells=cells), inferred, (_remark(len(cells), inferred, evidence.figures),))


def _remark(found: int, inferred: dict[int, tuple[str, str]], figures: Figures) -> str:
    """One sentence: what is lost, what was inferred, and how the sums bear it out."""
    places = "、".join(str(column + 1) for column in inferred)
    names = "、".join(name or "（无法推定）" for name, _ in inferred.values())
    good, rows = figures.rows
    right, columns = figures.columns
    sums = f"；行合计 {good}/{rows} 行、列合计 {right}/{columns} 列相符" if rows or columns else ""
    return f"表头只有 {found} 个单元格，表体有 {found + len(inferred)} 列：第 {places} 列表头缺失，推定为{names}{sums}"
