"""Differences as a workbook: one sheet for features, one for the plan's text."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kuanggui.reports.difference.view import HOW, DifferenceView, FeatureRow
from kuanggui.reports.workbook import add_head, add_row

FEATURES = {
    "编号": 18,
    "名称": 28,
    "种类": 18,
    "变化": 8,
    "内容": 60,
    "移动（米）": 12,
    "原面积（平方公里）": 18,
    "现面积（平方公里）": 18,
    "增减（平方公里）": 16,
}
TEXTS = {"部分": 18, "对象": 36, "变化": 8, "内容": 80}


def write_sheets(view: DifferenceView) -> bytes:
    """The workbook; text stays text, whatever it begins with."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "区块、分区和矿业权"
    add_head(first, list(FEATURES), list(FEATURES.values()))
    for row in view.features:
        add_row(first, _cells(row))
    texts = book.create_sheet("指标和文本")
    add_head(texts, list(TEXTS), list(TEXTS.values()))
    for title, rows in view.parts:
        for each in rows:
            add_row(texts, [title, each.subject, HOW[each.how], "；".join(each.lines)])
    about = book.create_sheet("说明")
    add_row(about, ["由", view.old])
    add_row(about, ["到", view.new])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cells(row: FeatureRow) -> list[str | int | float | None]:
    feature = row.after or row.before
    named = [feature.id, feature.name] if feature else ["", row.subject]
    figures = (_rounded(row.moved_m, 2), *(_rounded(v, 4) for v in (row.before_km2, row.after_km2, row.growth_km2)))
    return [*named, row.kind, HOW[row.how], "；".join(row.lines), *figures]


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
