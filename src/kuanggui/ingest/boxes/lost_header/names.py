"""Names for columns without a header word."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.ingest.boxes.lost_header.placement import Evidence, listed
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.words import table_words
from kuanggui.regulation import find_minerals

_MOSTLY = 0.6


def name_column(column: int, body: Sequence[GridRow], used: Sequence[str], evidence: Evidence) -> tuple[str, str]:
    """A name for a column and why; the name is empty where nothing tells."""
    if evidence.profile.is_number(column):
        return _name_of_figures(column, used, evidence)
    cells = (cell.value for row in body for cell in row.cells if cell.start == column)
    values = [value for value in cells if value and not table_words().is_total(value)]
    minerals = sum(bool(find_minerals(value)) for value in values)
    if values and minerals >= len(values) * _MOSTLY:
        name = table_words().label_names["mineral"]
        return name, f"表头缺失；本列 {len(values)} 个值中有 {minerals} 个是矿种名称"
    return "", "表头缺失；本列各值不足以判断列名"


def _name_of_figures(column: int, used: Sequence[str], evidence: Evidence) -> tuple[str, str]:
    total = evidence.figures.totals[column]
    if evidence.listing is None:
        return "", f"表头缺失；本列合计 {total}，正文中没有与各列合计相符的列举"
    taken = {listed(word, evidence.listing) for word in used}
    fitting = [name for name, figure in evidence.listing.figures.items() if figure == total and name not in taken]
    line = evidence.listing.line
    if len(fitting) == 1:
        return fitting[0], f"表头缺失；本列合计 {total} 与第 {line} 行“{evidence.listing.words[fitting[0]]}”相符"
    choice = f"，可能是{'或'.join(fitting)}" if fitting else ""
    return "", f"表头缺失；本列合计 {total} 在第 {line} 行的列举中不能唯一对应{choice}"
