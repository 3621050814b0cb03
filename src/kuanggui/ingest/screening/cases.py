"""Case files: one or many cases in YAML or JSON, or a list in a workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from openpyxl import load_workbook

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.findings.screening import Override
from kuanggui.ingest.screening.fields import path_of
from kuanggui.model.place import Place

TEXTS = {".yaml", ".yml", ".json"}
LISTS = {".xlsx"}
REMARKS = ("注", "说明", "备注", "填表", "制表", "合计", "小计", "共计")  # how lines below a list begin
FEWEST = 3  # fields that make a row of a list a case
LARGEST = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class GivenCase:
    """A case as given: its values by whatever name, its range, overrides, and where it stands."""

    values: dict[str, Any]
    range: Any
    crs: str | None
    overrides: tuple[Override, ...]
    place: Place


def read_cases(path: Path) -> list[GivenCase]:
    """The cases of a file; raises InputError naming file and line or row."""
    try:
        data = path.read_bytes()
    except OSError as error:
        said = (
            "没有这个文件；请核对路径"
            if isinstance(error, FileNotFoundError)
            else f"无法读取（{error.strerror}）；请核对路径和权限"
        )
        raise UnreadableFileError(f"{path}：{said}") from error
    if len(data) > LARGEST:
        raise UnreadableFileError(f"{path}：超过 {LARGEST // 2**20} MB；请拆分")
    digest = hashlib.sha256(data).hexdigest()
    if path.suffix.lower() in LISTS:
        return list(_from_list(path, digest))
    return list(_from_text(path, data, digest))


def _from_text(path: Path, data: bytes, digest: str) -> Iterator[GivenCase]:
    for number, (given, line) in enumerate(_mappings(path, data), 1):
        place = Place(path.name, digest, line, 0, 0, str(given.get("name") or given.get("名称") or f"第{number}个"))
        values = {key: value for key, value in given.items() if key not in {"range", "范围", "crs", "overrides"}}
        overrides = tuple(_override(item, f"{path}：第 {line} 行") for item in given.get("overrides") or ())
        yield GivenCase(values, given.get("range", given.get("范围")), given.get("crs"), overrides, place)


def _mappings(path: Path, data: bytes) -> list[tuple[dict[str, Any], int]]:
    """Each case with the line it begins on."""
    try:
        loader = yaml.SafeLoader(data.decode("utf-8-sig"))
        node = loader.get_single_node()
        content = loader.construct_document(node) if node else None
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{path}：不是 UTF-8 编码；请另存为 UTF-8") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行：" if mark else ""
        raise UnreadableFileError(f"{path}：{line}不是有效的 YAML 或 JSON；请改正后重试") from error
    cases, nodes = _listed(content, node)
    if not cases or not all(isinstance(case, dict) for case in cases):
        raise UnreadableFileError(f"{path}：应为一个案件（键值对）或 cases: 下的列表；请按文档的写法改正")
    return [(case, n.start_mark.line + 1) for case, n in zip(cases, nodes, strict=True)]


def _listed(content: Any, node: Any) -> tuple[list[Any], list[Any]]:
    if isinstance(content, list):
        return content, list(node.value)
    if isinstance(content, dict) and isinstance(content.get("cases"), list):
        inner = next(value for key, value in node.value if key.value == "cases")
        return content["cases"], list(inner.value)
    return ([content], [node]) if isinstance(content, dict) else ([], [])


def _override(item: Any, where: str) -> Override:
    names = ("finding", "reason", "evidence", "name", "date")
    if not isinstance(item, Mapping) or any(not item.get(key) for key in names):
        raise InputError(f"{where}：overrides 的每一项应有 finding、reason、evidence、name、date；请补全")
    day = item["date"]
    try:
        day = day if isinstance(day, date) else date.fromisoformat(str(day))
    except ValueError as error:
        raise InputError(f"{where}：overrides 的日期“{day}”不可用；请写成 2026-07-01 的样子") from error
    return Override(str(item["finding"]), str(item["reason"]), str(item["evidence"]), str(item["name"]), day)


def _from_list(path: Path, digest: str) -> Iterator[GivenCase]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # damaged workbooks raise whatever their parts raise
        raise UnreadableFileError(f"{path}：不是可读的 XLSX；请用 Excel 另存") from error
    try:
        for sheet in book.worksheets:
            rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
            yield from _from_rows(path, digest, sheet.title, rows)
    finally:
        book.close()


def _from_rows(path: Path, digest: str, sheet: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[GivenCase]:
    header = next((n for n, row in enumerate(rows) if _is_header(row)), None)
    if header is None:
        return
    names = [str(cell or "").strip() for cell in rows[header]]
    for number, row in enumerate(rows[header + 1 :], header + 2):
        cells = {n: v for n, v in zip(names, row, strict=False) if n and v is not None and path_of(n)}
        where = {path_of(name): value for name, value in cells.items()}
        if len(where) == 1 and str(where.get("name", "")).strip().startswith(REMARKS):
            continue
        if not where.get("name"):
            if len(where) < FEWEST:
                continue  # remarks and empty rows
            raise InputError(f"{path}：{sheet} 第 {number} 行：缺少名称；请补充")
        values = {name: _plain(value) for name, value in cells.items() if path_of(name) != "range"}
        place = Place(path.name, digest, number, 0, 0, str(where["name"]), table=sheet, row=number)
        yield GivenCase(values, where.get("range"), None, (), place)


def _is_header(row: Sequence[Any]) -> bool:
    known = {path_of(str(cell)) for cell in row if cell is not None}
    return {"name", "minerals"} <= known


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value
