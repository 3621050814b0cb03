"""Reader of XLSX: the worksheets of a workbook become a neutral document, every cell as it is displayed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl.utils.cell import get_column_letter

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.ooxml import Package, package_notes
from kuanggui.ingest.readers.source import Format, describe_source
from kuanggui.ingest.readers.xlsx.blocks import SheetCutter
from kuanggui.ingest.readers.xlsx.workbook import Sheet, Workbook
from kuanggui.model.document import Document

READER = "xlsx/2"


def read_xlsx(path: Path, data: bytes) -> Document:
    """The document in a workbook; raises UnreadableFileError when it is damaged, hostile or beyond the limits.

    Lines are rows of a sheet, pages the sheets that are shown; a table has its sheet's name.
    Hidden sheets are left out, hidden rows and columns are read; notes say so.
    """
    package = Package(path, data)
    sheets = _open(path, package, exact=False)
    cutter = SheetCutter(path)
    shown = enumerate((sheet for sheet in sheets if not sheet.hidden), 1)
    blocks = tuple(block for number, sheet in shown for block in cutter.blocks(sheet, number))
    notes = [note for sheet in sheets for note in _notes(sheet)] + package_notes(package)
    return Document(describe_source(path, data, Format.XLSX, READER, notes=tuple(notes)), blocks)


def read_exact_sheets(path: Path, data: bytes) -> list[Sheet]:
    """The sheets that are not hidden, numbers with all their stored digits; raises UnreadableFileError as `read_xlsx` does."""
    return [sheet for sheet in _open(path, Package(path, data), exact=True) if not sheet.hidden]


def _open(path: Path, package: Package, *, exact: bool) -> list[Sheet]:
    main = package.main_part()
    if main is None:
        raise UnreadableFileError(f"{path}：不是 Excel 工作簿；请用 Excel 或 WPS 另存为 XLSX 再读")
    return list(Workbook(package, main, exact=exact).sheets())


def _notes(sheet: Sheet) -> list[str]:
    if sheet.hidden:
        return [f"工作表“{sheet.name}”是隐藏的，未读取"]
    notes: list[str] = []
    if sheet.unknown_results:
        shown = "、".join(sheet.unknown_results[:10]) + ("等" if len(sheet.unknown_results) > 10 else "")
        notes.append(
            f"工作表“{sheet.name}”有 {len(sheet.unknown_results)} 个公式没有保存结果（{shown}），按空白读取；请用 Excel 打开保存后再读"
        )
    rows = _met(sheet.hidden_rows, {row for row, _ in sheet.cells})
    if rows:
        notes.append(f"工作表“{sheet.name}”第 {_runs(rows, str)} 行是隐藏的，照常读取")
    columns = _met(sheet.hidden_columns, {column for _, column in sheet.cells})
    if columns:
        notes.append(f"工作表“{sheet.name}”第 {_runs(columns, get_column_letter)} 列是隐藏的，照常读取")
    return notes


def _met(hidden: list[range], used: set[int]) -> list[int]:
    """The rows or columns in use that are hidden."""
    found: list[int] = []
    waiting = sorted(hidden, key=lambda numbers: numbers.start, reverse=True)
    end = 0
    for number in sorted(used):
        while waiting and waiting[-1].start <= number:
            end = max(end, waiting.pop().stop)
        if number < end:
            found.append(number)
    return found


def _runs(numbers: list[int], write: Callable[[int], str]) -> str:
    """Ascending numbers, those that follow each other drawn together: 3、5-8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(write(first) if first == last else f"{write(first)}-{write(last)}" for first, last in runs[:10])
