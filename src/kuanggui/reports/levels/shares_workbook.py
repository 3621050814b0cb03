"""A table of shares as a workbook: shares with sums that recalculate, a sheet for what is filed, and how the shares came about."""

from __future__ import annotations

from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kuanggui.model.shares import Share, ShareTable, Target
from kuanggui.model.shares_words import ABOUT, COLUMNS, COURSES, FILED, HEAD, METHODS, PLANNED, SUM
from kuanggui.regulation.division_catalogue import division
from kuanggui.reports.steady_workbook import steady_bytes
from kuanggui.reports.workbook import FRAME, add_head

WIDTHS = dict.fromkeys(COLUMNS, 12) | {"id": 20, "name": 30, "relation": 8, "decimals": 8, "division": 14}
TOLD = list(COLUMNS).index("course")  # columns that a row of totals repeats
OPEN = PatternFill("solid", fgColor="FFF9E3")  # where people write
TOTAL = PatternFill("solid", fgColor="EDEAE3")


def write_shares_workbook(table: ShareTable) -> bytes:
    """The workbook as bytes."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    years = sorted({year for target in table.targets for year in target.years})
    _fill(first, PLANNED, table, years)
    _fill(book.create_sheet(), FILED, table, years)
    _about(book.create_sheet(), table)
    return steady_bytes(book)


def _fill(sheet: Worksheet, title: str, table: ShareTable, years: list[int]) -> None:
    sheet.title = title
    heads = [*COLUMNS.values(), *map(str, years)]
    add_head(sheet, heads, [*WIDTHS.values(), *[12] * len(years)])
    for target in table.targets:
        begin = sheet.max_row + 1
        shares = table.of(target.id)
        for share in shares:
            _row(sheet, target, share, years, filed=title == FILED)
        _sum(sheet, target, begin, years)
    sheet.freeze_panes = f"{get_column_letter(len(COLUMNS) + 1)}2"
    sheet.column_dimensions[get_column_letter(list(COLUMNS).index("item") + 1)].hidden = True
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _row(sheet: Worksheet, target: Target, share: Share, years: list[int], *, filed: bool) -> None:
    row = sheet.max_row + 1
    for column, value in enumerate([*_of_target(target), share.adcode, division(share.adcode).name], 1):
        cell = sheet.cell(row, column)
        cell.value, cell.border = value, FRAME
        if isinstance(value, str):
            cell.data_type, cell.quotePrefix = "s", value.startswith(("=", "+", "-", "@"))
    figures = share.filed if filed else share.planned
    for column, year in enumerate(years, len(COLUMNS) + 1):
        blank = sheet.cell(row, column)
        blank.value = _number(figures[year]) if year in figures else None
        blank.border, blank.number_format = FRAME, _format(target)
        blank.fill = OPEN if year in target.years else PatternFill()


def _sum(sheet: Worksheet, target: Target, begin: int, years: list[int]) -> None:
    row = sheet.max_row + 1
    for column, words in enumerate(_of_target(target)[:TOLD], 1):
        told = sheet.cell(row, column)
        told.value = words
        if isinstance(words, str):
            told.data_type = "s"  # the relation = is no formula
    sheet.cell(row, len(COLUMNS), SUM)
    for column, year in enumerate(years, len(COLUMNS) + 1):
        if year in target.years:
            letter = get_column_letter(column)
            sheet.cell(row, column, f"=SUM({letter}{begin}:{letter}{row - 1})").number_format = _format(target)
    for column in range(1, len(COLUMNS) + len(years) + 1):
        whole = sheet.cell(row, column)
        whole.font, whole.fill, whole.border = Font(bold=True), TOTAL, FRAME


def _of_target(target: Target) -> list[str | int | float]:
    return [
        target.id,
        target.name,
        target.unit,
        target.relation.value,
        _number(target.total),
        COURSES[target.course.value],
        target.decimals,
        "|".join(target.item),
    ]


def _about(sheet: Worksheet, table: ShareTable) -> None:
    sheet.title = ABOUT
    add_head(sheet, ["项目", "内容"], [16, 90])
    rows = {
        HEAD["plan"]: table.plan,
        HEAD["region"]: table.region,
        HEAD["method"]: METHODS[table.method.value],
        HEAD["note"]: table.note,
    }
    for number, (name, value) in enumerate(rows.items(), 2):
        sheet.cell(number, 1, name)
        sheet.cell(number, 2, value).data_type = "s"


def _format(target: Target) -> str:
    return f"0.{'0' * target.decimals}" if target.decimals else "0"


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
