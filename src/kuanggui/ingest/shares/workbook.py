"""A table of shares out of a workbook, as the plain data that the YAML form has."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kuanggui.errors import InputError
from kuanggui.model.shares_words import ABOUT, COLUMNS, COURSES, FILED, HEAD, METHODS, PLANNED

CODE, AREA = COLUMNS["adcode"], COLUMNS["division"]


def plain_of(content: bytes, name: str) -> dict[str, Any]:
    """The plain data; raises InputError that names sheet and row."""
    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise InputError(f"{name}：不是可读的工作簿；请另存为 XLSX") from error
    lacking = next((sheet for sheet in (ABOUT, PLANNED) if sheet not in book.sheetnames), None)
    if lacking is not None:
        raise InputError(f"{name}：没有工作表“{lacking}”；请用 kuanggui levels split 写出的工作簿")
    about = {str(row[0]): str(row[1] or "") for row in book[ABOUT].iter_rows(values_only=True) if row[0]}
    targets: dict[str, dict[str, Any]] = {}
    for where, cells, years in _rows(book[PLANNED], name):
        target = targets.setdefault(cells[COLUMNS["id"]], _target(cells, where))
        if cells[CODE] in target["shares"]:
            raise InputError(f"{where}：{cells[CODE]} 在同一指标下出现两次；请去掉一行")
        target["shares"][cells[CODE]] = years
    if FILED in book.sheetnames:
        for where, cells, years in _rows(book[FILED], name):
            if cells[COLUMNS["id"]] not in targets:
                raise InputError(f"{where}：指标 {cells[COLUMNS['id']]} 不在“{PLANNED}”中；请核对指标编号")
            if years:
                targets[cells[COLUMNS["id"]]]["filed"][cells[CODE]] = years
    return _head(about, name) | {"targets": list(targets.values())}


def _head(about: dict[str, str], name: str) -> dict[str, Any]:
    lacking = next((words for words in (HEAD["plan"], HEAD["region"], HEAD["method"]) if not about.get(words)), None)
    if lacking is not None:
        raise InputError(f"{name}：工作表“{ABOUT}”没有“{lacking}”；请补上")
    method = _meant(METHODS, about[HEAD["method"]], f"{name}：工作表“{ABOUT}”")
    return {
        "plan": about[HEAD["plan"]],
        "region": about[HEAD["region"]],
        "method": method,
        "note": about.get(HEAD["note"], ""),
    }


def _target(cells: dict[str, str], where: str) -> dict[str, Any]:
    total = cells[COLUMNS["total"]]
    if not total:
        raise InputError(f"{where}：总指标为空；请补上")
    return {
        "id": cells[COLUMNS["id"]],
        "item": cells[COLUMNS["item"]].split("|") if cells[COLUMNS["item"]] else [],
        "name": cells[COLUMNS["name"]],
        "unit": cells[COLUMNS["unit"]],
        "relation": cells[COLUMNS["relation"]],
        "total": total,
        "course": _meant(COURSES, cells[COLUMNS["course"]], where),
        "decimals": int(cells[COLUMNS["decimals"]] or 0),
        "shares": {},
        "filed": {},
    }


def _rows(sheet: Worksheet, name: str) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Every row of a division: its place, its words by column, its figures by year; rows of totals have no code."""
    rows = sheet.iter_rows(values_only=True)
    head = [_text(cell) for cell in next(rows, ())]
    lacking = next((word for word in COLUMNS.values() if word not in head), None)
    if lacking is not None:
        raise InputError(f"{name}：工作表“{sheet.title}”没有“{lacking}”列；请保留表头")
    for number, row in enumerate(rows, 2):
        cells = dict(zip(head, map(_text, row), strict=False))
        if cells.get(CODE):
            where = f"{name}：工作表“{sheet.title}”第 {number} 行"
            yield where, cells, _figures(head, row, where)


def _figures(head: Sequence[str], row: Sequence[Any], where: str) -> dict[str, str]:
    found = {}
    for year, cell in zip(head, row, strict=False):
        if year.isdigit() and cell is not None and cell != "":
            if isinstance(cell, bool) or not isinstance(cell, int | float):
                raise InputError(f"{where}：{year} 年的“{cell}”不是数字；请改为数字")
            found[year] = _text(cell)
    return found


def _meant(words: dict[str, str], said: str, where: str) -> str:
    key = next((key for key, word in words.items() if said in {word, key}), None)
    if key is None:
        raise InputError(f"{where}：“{said}”不认识；可用：{'、'.join(words.values())}")
    return key


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".")
    return "" if cell is None else str(cell).strip()
