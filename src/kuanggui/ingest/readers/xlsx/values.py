"""What cells show: their stored value in their number format."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.escape import unescape

from kuanggui.ingest.readers.markup import Element
from kuanggui.ingest.readers.ooxml import Package
from kuanggui.ingest.readers.xlsx.display import show_number

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

_LONG_DATE, _SHORT_DATE = 'yyyy"年"m"月"d"日"', 'm"月"d"日"'
_MONTH = 'yyyy"年"m"月"'
# Formats that the number alone stands for in Chinese Excel (ISO/IEC 29500-1 §18.8.30), over the common ones.
_CHINESE_FORMATS = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm", 27: _MONTH, 28: _SHORT_DATE, 29: _SHORT_DATE, 30: "m-d-yy", 31: _LONG_DATE,
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: _MONTH, 50: _MONTH, 51: _SHORT_DATE, 52: _MONTH, 53: _SHORT_DATE,
    54: _SHORT_DATE, 57: _MONTH, 58: _SHORT_DATE,
}  # fmt: skip


class Values:
    """Shared strings and number formats of a workbook."""

    def __init__(self, package: Package, main: str, root: Element, *, exact: bool = False) -> None:
        self._exact = exact
        properties = root.find(S + "workbookPr")
        self._from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._strings = _shared_strings(package, main)
        self._formats = _number_formats(package, main)

    def shown(self, cell: Element) -> str:
        """The text that a cell displays; raises ValueError or IndexError where it contradicts the workbook."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _rich_text(cell.find(S + "is"))
        stored = cell.findtext(S + "v")
        if stored is None or not stored.strip():
            return ""
        if kind == "s":
            return self._strings[int(stored)]
        if kind == "b":
            return "TRUE" if stored == "1" else "FALSE"
        if kind == "n":
            shown = show_number(stored, self._format(cell), from_1904=self._from_1904)
            return _all_digits(stored, shown) if self._exact else shown
        return _plain(stored)

    def _format(self, cell: Element) -> str:
        return self._formats.get(int(cell.get("s", "0")), "General")


def _all_digits(stored: str, shown: str) -> str:
    """The stored number to the 15 digits that Excel keeps, where a plain number is shown; else what is shown."""
    try:
        Decimal(shown.replace(",", ""))
        return f"{Context(prec=15).create_decimal(stored.strip()).normalize():f}"
    except InvalidOperation:
        return shown


def has_unknown_result(cell: Element) -> bool:
    """Whether a cell holds a formula whose result nobody has stored."""
    return cell.find(S + "f") is not None and not cell.findtext(S + "v") and cell.get("t") not in ("str", "inlineStr")


def _shared_strings(package: Package, main: str) -> list[str]:
    part = next(package.related(main, "sharedStrings"), None)
    return [] if part is None else [_rich_text(item) for item in package.elements(part, S + "si")]


def _number_formats(package: Package, main: str) -> dict[int, str]:
    """The number format of every cell style."""
    part = next(package.related(main, "styles"), None)
    if part is None:
        return {}
    root = package.parse(part)
    codes = dict(BUILTIN_FORMATS) | _CHINESE_FORMATS
    for element in root.iterfind(f"{S}numFmts/{S}numFmt"):
        codes[_number(element.get("numFmtId"))] = element.get("formatCode", "General")
    styles = root.iterfind(f"{S}cellXfs/{S}xf")
    return {index: codes.get(_number(style.get("numFmtId")), "General") for index, style in enumerate(styles)}


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 0


def _rich_text(item: Element | None) -> str:
    """The text of a string item, its phonetic readings left out."""
    if item is None:
        return ""
    return _plain("".join(text.text or "" for path in ("t", f"r/{S}t") for text in item.iterfind(S + path)))


def _plain(text: str) -> str:
    """Text with its escaped characters, those that no output could hold replaced."""
    characters = unescape(text).encode("utf-8", "replace").decode("utf-8")
    return characters.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
