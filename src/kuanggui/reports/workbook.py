"""The correction list as a workbook: a row for each finding, with blank columns for the reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kuanggui.reports.plain_text import printable
from kuanggui.reports.steady_workbook import steady_bytes
from kuanggui.reports.view import Entry, View

COLUMNS = {
    "number": 7, "severity": 10, "family": 16, "place": 34, "quote": 46, "problem": 46,
    "recomputed": 16, "remedy": 34, "reply": 24, "done": 16, "id": 22,
}  # fmt: skip
UNCHECKED = {"quote": 22, "place": 24, "reason": 34, "detail": 46}
COLOURS = {"error": "FDE4E1", "warning": "FDEFC8", "info": "DFEDF8"}
_EDGE = Side(style="thin", color="C4CACF")
FRAME = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
LONGEST_CELL = 32_000


def write_workbook(view: View) -> bytes:
    """The workbook: corrections, coverage, numbers not checked. Text stays text, whatever it begins with."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    add_corrections(first, view)
    _coverage(book.create_sheet(), view)
    _unchecked(book.create_sheet(), view)
    return steady_bytes(book)


def add_corrections(sheet: Worksheet, view: View) -> None:
    """A row for each finding."""
    sheet.title = view.words("sheet", "list")
    add_head(sheet, [view.words("sheet", key) for key in COLUMNS], list(COLUMNS.values()))
    for entry in (member for head in view.entries for member in (head, *head.also)):
        add_row(sheet, _cells(entry), COLOURS[entry.finding.severity.value])
    fit_to_paper(sheet, view)


def _cells(entry: Entry) -> list[str]:
    problem = "\n".join((entry.message, *entry.unsaid))
    where = "\n".join((entry.places[0].where, *(where for where, _ in entry.compared)))
    words = entry.places[0].words.text
    return [
        entry.number,
        entry.severity,
        entry.family,
        where,
        words,
        problem,
        entry.right,
        entry.remedy,
        "",
        "",
        entry.finding.id,
    ]


def add_outcomes(sheet: Worksheet, view: View) -> None:
    """A row for each rule."""
    words, assessment = view.words, view.review.assessment
    sheet.title = words("sheet", "coverage")
    add_head(
        sheet,
        [
            words("page", "rule"),
            words("page", "verdict"),
            words("page", "checked"),
            words("page", "findings"),
            words("page", "reason"),
        ],
        [44, 14, 10, 10, 60],
    )
    for outcome in assessment.outcomes:
        title = words.choose(outcome.rule.title, outcome.rule.title_en)
        reason = words.choose(outcome.reason, outcome.reason_en)
        verdict = words("verdict", outcome.verdict.value)
        add_row(sheet, [f"{outcome.rule.code} {title}", verdict, outcome.checked, outcome.found, reason])


def _coverage(sheet: Worksheet, view: View) -> None:
    words, assessment = view.words, view.review.assessment
    add_outcomes(sheet, view)
    add_row(sheet, [words("page", "numbers"), "", assessment.coverage.numbers, "", ""])
    add_row(sheet, [words("page", "checked"), "", assessment.coverage.checked, "", ""])
    for reason, count in assessment.coverage.reasons.items():
        add_row(sheet, [words("page", "not_checked"), "", count, "", words("reason", reason)])
    fit_to_paper(sheet, view)


def _unchecked(sheet: Worksheet, view: View) -> None:
    words = view.words
    sheet.title = words("sheet", "unchecked")
    add_head(
        sheet,
        [words("sheet", key) if key != "reason" else words("page", key) for key in UNCHECKED],
        list(UNCHECKED.values()),
    )
    for item in view.review.assessment.coverage.unchecked:
        where = view.where(item.place)
        add_row(sheet, [item.place.quote, where, words("reason", item.reason), item.detail])
    fit_to_paper(sheet, view)


def add_head(sheet: Worksheet, titles: Sequence[str], widths: Sequence[int]) -> None:
    """The header row."""
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        cell = sheet.cell(1, column, title)
        cell.font, cell.border, cell.fill = Font(bold=True), FRAME, PatternFill("solid", fgColor="EDEAE3")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def add_row(sheet: Worksheet, values: Sequence[str | int | float | None], colour: str = "") -> None:
    """A row of texts and figures; None leaves a cell empty."""
    row = sheet.max_row + 1
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.alignment, cell.border = Alignment(vertical="top", wrap_text=True), FRAME
        if isinstance(value, int | float):
            cell.value = value
        elif value:
            # Set as text: a plan may contain words that a spreadsheet would take for a formula.
            cell.value, cell.data_type = "\n".join(_lines(value))[:LONGEST_CELL], "s"
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    if colour:
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=colour)


def _lines(text: str) -> Iterator[str]:
    return (printable(line) for line in text.split("\n"))


def fit_to_paper(sheet: Worksheet, view: View) -> None:
    """A4 across, one page wide, header row on each page."""
    sheet.auto_filter.ref = f"A1:{get_column_letter(sheet.max_column)}{max(sheet.max_row, 1)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(printable(view.title).replace("&", "&&")))
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P / &N"))
