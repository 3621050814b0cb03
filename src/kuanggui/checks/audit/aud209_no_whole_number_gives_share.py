"""Percentages of a counted number that no whole number gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.equations import half_place
from kuanggui.checks.audit.grid import Entry, Grid, grids
from kuanggui.checks.audit.table_hits import where
from kuanggui.checks.audit.table_words import table_words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.box import RowRole

# A column is a share of the counts beside it when this many rows can be, and they are most.
LEAST = 3
SHARE = 0.6


@rule(
    code="AUD209",
    title="比例与个数不相配",
    title_en="No whole number gives the share of a count",
    severity=Severity.WARNING,
    family=Family.TABLES,
    needs=("boxes",),
    message="{subject}为{stated}，而总数为{count}：{lower}个是{lower_share}%，{upper}个是{upper_share}%，没有整数个数与之相配。",
    message_en="{subject}: {stated} of {count}; {lower} are {lower_share} %, {upper} are {upper_share} %, no whole number fits.",
    remedy="核对个数与比例；如比例为约数或下限，请注明。",
    remedy_en="Go through number and share; say so if the share is a bound or a rough figure.",
)
def no_whole_number_gives_share(case: AuditCase) -> Iterator[Said]:
    """In a column of percentages (大中型矿山比例) beside a column of counts, each is what some whole number of things makes.

    That the shares are of those counts is told by the rows: most of them fit, and at least three. In a shorter table it is told by
    numbers of mines beside shares of large and medium mines; what does not fit there is worth a note.
    """
    for grid in grids(case):
        for column in grid.figure_columns[1:]:
            pairs = [*_pairs(grid, column)]
            fitting = [pair for pair in pairs if _fits(*pair)]
            told = len(fitting) >= max(LEAST, SHARE * len(pairs))
            for count, share in pairs if told else [pair for pair in pairs if _of_mines(case, grid, *pair)]:
                doubt = None if told else Severity.INFO
                yield Checked([share, count]) if _fits(count, share) else _hit(grid, count, share, doubt)


def _of_mines(case: AuditCase, grid: Grid, count: Entry, share: Entry) -> bool:
    """Whether the cells are read as a number of mines and the share of the large and medium ones."""
    read = [{f.attribute for f in case.facts_in_cell[grid.box.id, e.row, e.column]} for e in (count, share)]
    return read == [{"mine_count"}, {"large_medium_share"}]


def _pairs(grid: Grid, column: int) -> Iterator[tuple[Entry, Entry]]:
    """Counts and the percentages right beside them where not every percentage could be."""
    for index, row in enumerate(grid.rows):
        count, share = row[column - 1], row[column]
        if grid.role(index) is RowRole.SUBHEADER or not (count.is_figure and share.is_figure):
            continue
        said = table_words().calculation(grid.header_at(index, column)) == "ratio"
        if said and count.is_count and _is_percentage(share) and 0 < count.value * 2 * half_place(share) < 100:
            yield count, share


def _is_percentage(entry: Entry) -> bool:
    return entry.quantity is not None and entry.quantity.unit is not None and entry.quantity.unit.dimension == "ratio"


def _fits(count: Entry, share: Entry) -> bool:
    nearest = (share.value * count.value / 100).quantize(Decimal(1), ROUND_HALF_UP)
    return abs(nearest / count.value * 100 - share.value) <= half_place(share)


def _hit(grid: Grid, count: Entry, share: Entry, severity: Severity | None) -> Hit:
    lower = int(share.value * count.value / 100)
    places = share.decimals + 1
    return Hit(
        f"{grid.name}{where(grid, share)}",
        figures=[share, count],
        evidence={"stated": share.quantity or share.text, "count": (count.value, "个")},
        values={
            "lower": lower,
            "upper": lower + 1,
            "lower_share": round(lower / count.value * 100, places),
            "upper_share": round((lower + 1) / count.value * 100, places),
        },
        severity=severity,
    )
