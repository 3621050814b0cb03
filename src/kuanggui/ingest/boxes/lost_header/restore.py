"""Restoring a header row that has fewer cells than the body has columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kuanggui.ingest.boxes.align_header import HeaderFit
from kuanggui.ingest.boxes.lost_header.figures import Figures, read_figures
from kuanggui.ingest.boxes.lost_header.kin import find_kin
from kuanggui.ingest.boxes.lost_header.listings import Listings
from kuanggui.ingest.boxes.lost_header.names import name_columns
from kuanggui.ingest.boxes.lost_header.placement import Evidence, gap_placements, score
from kuanggui.ingest.boxes.profile import Profile
from kuanggui.ingest.boxes.rows import GridRow

# A placement with a gap has to be this much better than stretching the header words that are there.
_BETTER = 1.0

# Body rows that part two columns this often show that no header cell stands over both.
_ALWAYS_PARTED = 0.95


@dataclass(frozen=True, slots=True)
class Restored:
    """Header rows on the grid, names and reasons of the columns without a header word, and what to say about them."""

    rows: list[GridRow]
    inferred: dict[int, tuple[str, str]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """Where a table stands: its label, and the enumerations of its document."""

    label: str | None
    listings: Listings


def restore_header(fit: HeaderFit, body: Sequence[GridRow], profile: Profile, context: Context) -> Restored:
    """The header with gaps where cells are lost, and names for columns without a word where figures and text give them.

    Where cells are too few but nothing speaks for a gap, the header stays as it is, with a remark.
    """
    if not fit.rows:
        return Restored([])
    lowest = fit.rows[-1]
    if fit.conflict or (not fit.exact and _over_parted_figures(lowest, profile)):
        return _with_gap(fit, body, profile, context) or Restored(fit.rows, {}, (_doubt(lowest, profile),))
    blank = _blank_columns(fit.rows, profile.width)
    if not blank or len(blank) == profile.width:
        return Restored(fit.rows)
    words = [cell.value for cell in lowest.cells if cell.value]
    evidence = _gather(lowest, words, body, profile, context)
    inferred = name_columns(blank, body, words, evidence)
    return Restored(fit.rows, inferred, (_remark("表头有空单元格", inferred, evidence.figures),))


def _blank_columns(rows: Sequence[GridRow], width: int) -> list[int]:
    """Columns over which no header row has a word."""
    covered = {column for row in rows for cell in row.filled for column in range(cell.start, cell.end)}
    return [column for column in range(width) if column not in covered]


def _with_gap(fit: HeaderFit, body: Sequence[GridRow], profile: Profile, context: Context) -> Restored | None:
    """The only header row with a gap in the place that the evidence favours, if it favours one."""
    if len(fit.rows) != 1:
        return None
    row = fit.rows[0]
    words = [cell.value for cell in row.cells]
    evidence = _gather(row, words, body, profile, context)
    best = max(gap_placements(len(words), profile.width), key=lambda columns: score(words, columns, evidence))
    if score(words, best, evidence) < _score_stretched(row, evidence) + _BETTER:
        return None
    return _restored(row, best, body, evidence)


def _gather(
    row: GridRow, words: Sequence[str], body: Sequence[GridRow], profile: Profile, context: Context
) -> Evidence:
    figures = read_figures(body, profile)
    listing = context.listings.best(row.line, context.label, figures.totals)
    return Evidence(profile, figures, listing, find_kin(words), _cut_off(row))


def _cut_off(row: GridRow) -> bool:
    """Whether blanks stand before the tab of the first cell only: a text export leaves them where it drops a cell."""
    columns = [cell.raw.segments[0].column for cell in row.cells if cell.raw.text]
    return len(columns) > 1 and columns[0] > max(columns[1:])


def _score_stretched(row: GridRow, evidence: Evidence) -> float:
    """The score of leaving no gap; of words of one kind each has one column."""
    kin = evidence.kin.words if evidence.kin else frozenset()
    wide = sum(cell.span > 1 and cell.value in kin for cell in row.cells)
    return score([cell.value for cell in row.cells], [cell.start for cell in row.cells], evidence) - wide


def _over_parted_figures(row: GridRow, profile: Profile) -> bool:
    """Whether a header cell covers a figure column that every body row parts from the column before."""
    covered = (column for cell in row.cells for column in range(cell.start + 1, cell.end))
    return any(profile.is_number(column) and profile.edges[column] >= _ALWAYS_PARTED for column in covered)


def _restored(row: GridRow, columns: Sequence[int], body: Sequence[GridRow], evidence: Evidence) -> Restored:
    cells = tuple(replace(cell, start=column, span=1) for cell, column in zip(row.cells, columns, strict=True))
    missing = [column for column in range(evidence.profile.width) if column not in columns]
    words = [cell.value for cell in cells]
    inferred = name_columns(missing, body, words, evidence)
    what = f"表头只有 {len(cells)} 个单元格，表体有 {evidence.profile.width} 列"
    return Restored([replace(row, cells=cells)], inferred, (_remark(what, inferred, evidence.figures),))


def _doubt(row: GridRow, profile: Profile) -> str:
    return f"表头有 {len(row.cells)} 个单元格，表体有 {profile.width} 列：按跨列处理，请核对列名"


def _remark(what: str, inferred: dict[int, tuple[str, str]], figures: Figures) -> str:
    """One sentence: what is lost, what was inferred, and how the sums bear it out."""
    places = "、".join(str(column + 1) for column in inferred)
    names = "、".join(name or "（无法推定）" for name, _ in inferred.values())
    good, rows = figures.rows
    right, columns = figures.columns
    sums = f"；行合计 {good}/{rows} 行、列合计 {right}/{columns} 列相符" if rows or columns else ""
    return f"{what}：第 {places} 列表头缺失，推定为{names}{sums}"
