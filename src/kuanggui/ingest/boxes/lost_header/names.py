"""Names for columns without a header word."""

from __future__ import annotations

from collections.abc import Sequence

from kuanggui.ingest.boxes.lost_header.kin import names_kind
from kuanggui.ingest.boxes.lost_header.placement import Evidence, listed
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.words import table_words


def name_columns(
    missing: Sequence[int], body: Sequence[GridRow], used: Sequence[str], evidence: Evidence
) -> dict[int, tuple[str, str]]:
    """A name for each column and why; the name is empty where nothing tells."""
    named = {column: _name(column, body, used, evidence) for column in missing}
    open_columns = [column for column, (name, _) in named.items() if not name and evidence.profile.is_number(column)]
    left = _left_over([*used, *(name for name, _ in named.values())], evidence)
    if len(open_columns) == len(left) == 1:
        named[open_columns[0]] = left[0], f"表头缺失；其余各列是同一地区的区县，只缺{left[0]}"
    elif left:
        named |= {c: ("", f"{named[c][1]}；同一地区还有{'、'.join(left)}") for c in open_columns}
    return named


def _name(column: int, body: Sequence[GridRow], used: Sequence[str], evidence: Evidence) -> tuple[str, str]:
    if evidence.profile.is_number(column):
        return _name_of_figures(column, used, evidence)
    cells = (cell.value for row in body for cell in row.cells if cell.start == column)
    values = [value for value in cells if value and not table_words().is_total(value)]
    kind = names_kind(values)
    if kind is None:
        return "", "表头缺失；本列各值不足以判断列名"
    name = table_words().label_names[kind]
    return name, f"表头缺失；本列各值是{name}名称"


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


def _left_over(named: Sequence[str], evidence: Evidence) -> list[str]:
    """Places of the same parent as the header words that no column is named after yet."""
    missing = evidence.kin.missing if evidence.kin else ()
    return [place for place in missing if not any(name and place.startswith(name) for name in named)]
