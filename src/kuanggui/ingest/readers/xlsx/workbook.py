"""The worksheets of a SpreadsheetML package (ISO/IEC 29500-1 §18) as they are displayed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter, range_boundaries
from openpyxl.utils.exceptions import CellCoordinatesException

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.limits import LIMITS, Limits
from kuanggui.ingest.readers.markup import Element
from kuanggui.ingest.readers.ooxml import Package
from kuanggui.ingest.readers.xlsx.values import S, Values, has_unknown_result

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384

Position = tuple[int, int]  # row and column, both from 1
Range = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class Sheet:
    """A worksheet: the text of the cells that show something, merges, and what is hidden or was lost."""

    name: str
    hidden: bool = False
    cells: dict[Position, str] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    unknown_results: list[str] = field(default_factory=list)


class Workbook:
    """The worksheets of a package; raises UnreadableFileError for damaged ones and for those beyond the limits.

    With `exact` plain numbers have all the digits that are stored, not only those that are displayed.
    """

    def __init__(self, package: Package, main: str, limits: Limits = LIMITS, *, exact: bool = False) -> None:
        self._package = package
        self._main = main
        self._limits = limits
        self._root = package.parse(main)
        self._values = Values(package, main, self._root, exact=exact)
        self._count = 0

    def sheets(self) -> Iterator[Sheet]:
        """Every worksheet in the order of its tab; of a hidden one only the name is read."""
        links = self._package.relationships(self._main)
        for element in self._root.iter(S + "sheet"):
            link = links.get(element.get(_RELATION, ""))
            sheet = Sheet(element.get("name", ""), hidden=element.get("state", "visible") != "visible")
            if link is not None and link.kind == "worksheet" and link.target in self._package:
                if not sheet.hidden:
                    self._fill(sheet, link.target)
                yield sheet

    def _fill(self, sheet: Sheet, part: str) -> None:
        row = 0
        try:
            for element in self._package.elements(part, S + "row", S + "col", S + "mergeCell"):
                if element.tag == S + "row":
                    row = int(element.get("r", row + 1))
                    self._read_row(sheet, row, element)
                elif element.tag == S + "mergeCell":
                    sheet.merges.append(_range(element.get("ref", "")))
                elif _is_true(element.get("hidden")):
                    sheet.hidden_columns.append(range(int(element.get("min", "")), int(element.get("max", "")) + 1))
        except (ValueError, TypeError, IndexError, CellCoordinatesException) as error:
            raise UnreadableFileError(
                f"{self._package.path}：工作表“{sheet.name}”第 {row} 行附近已损坏；请用 Excel 或 WPS 打开后另存再读"
            ) from error

    def _read_row(self, sheet: Sheet, row: int, element: Element) -> None:
        if _is_true(element.get("hidden")):
            sheet.hidden_rows.append(range(row, row + 1))
        column = 0
        for cell in element.iterfind(S + "c"):
            row, column = _position(cell, row, column + 1)
            self._add_cell(sheet, (row, column), cell)

    def _add_cell(self, sheet: Sheet, position: Position, cell: Element) -> None:
        text = self._values.shown(cell)
        if has_unknown_result(cell):
            sheet.unknown_results.append(f"{get_column_letter(position[1])}{position[0]}")
        if not text.strip():
            return
        self._count += 1
        if self._count > self._limits.cells:
            raise UnreadableFileError(
                f"{self._package.path}：有内容的单元格多于 {self._limits.cells} 个；请把工作簿分开后再读"
            )
        sheet.cells[position] = text


def _position(cell: Element, row: int, column: int) -> Position:
    reference = cell.get("r")
    if reference is not None:
        letters, row = coordinate_from_string(reference)
        column = column_index_from_string(letters)
    if not (1 <= row <= _MAX_ROW and 1 <= column <= _MAX_COLUMN):
        message = f"no such cell: {reference}"
        raise ValueError(message)
    return row, column


def _range(reference: str) -> Range:
    first_column, first_row, last_column, last_row = range_boundaries(reference)
    if first_row is None or first_column is None or last_row is None or last_column is None:
        message = f"no range of cells: {reference}"
        raise ValueError(message)
    return first_row, first_column, last_row, last_column


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")
