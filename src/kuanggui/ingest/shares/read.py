"""Reading a table of shares, whichever form it has."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from kuanggui.errors import InputError
from kuanggui.ingest.shares.workbook import plain_of
from kuanggui.model.quantity import Relation
from kuanggui.model.shares import Course, Method, Share, ShareTable, Target

NUMBER = {"type": ["number", "string"], "pattern": r"^-?\d+(\.\d+)?$"}
YEARS = {"type": "object", "patternProperties": {"^[0-9]{4}$": NUMBER}, "additionalProperties": False}
ROWS = {"type": "object", "additionalProperties": YEARS}
TEXT = {"type": "string"}
TARGET = {
    "type": "object",
    "required": ["id", "name", "unit", "relation", "total", "course", "shares"],
    "additionalProperties": False,
    "properties": {
        "id": TEXT,
        "item": {"type": "array", "items": TEXT},
        "name": TEXT,
        "unit": TEXT,
        "relation": {"enum": [each.value for each in Relation]},
        "total": NUMBER,
        "course": {"enum": [each.value for each in Course]},
        "decimals": {"type": "integer", "minimum": 0, "maximum": 6},
        "shares": ROWS,
        "filed": ROWS,
    },
}
SHAPE = {
    "type": "object",
    "required": ["plan", "region", "method", "targets"],
    "additionalProperties": False,
    "properties": {
        "plan": TEXT,
        "region": {"type": "string", "pattern": "^[0-9]{6}$"},
        "method": {"enum": [each.value for each in Method]},
        "note": TEXT,
        "kept_at": TEXT,
        "targets": {"type": "array", "items": TARGET},
    },
}


def read_shares(path: Path) -> ShareTable:
    """The table of a YAML or XLSX file; raises InputError that names the place."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}：无法读取（{error.strerror}）；请检查文件和权限") from error
    is_workbook = path.suffix.lower() == ".xlsx"
    table = _table(plain_of(content, str(path)), str(path)) if is_workbook else shares_from_text(content, str(path))
    return replace(table, source=path.name, sha256=hashlib.sha256(content).hexdigest())


def shares_from_text(content: bytes, name: str) -> ShareTable:
    """The table of a YAML text; raises InputError."""
    try:
        plain = yaml.safe_load(content.decode("utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{name}：不是有效的 UTF-8 YAML（{error}）；请改正") from error
    return replace(_table(_text_keys(plain), name), source=name, sha256=hashlib.sha256(content).hexdigest())


def _text_keys(plain: Any) -> Any:
    """YAML reads bare codes and years as numbers."""
    if isinstance(plain, dict):
        return {str(key): _text_keys(value) for key, value in plain.items()}
    return [_text_keys(each) for each in plain] if isinstance(plain, list) else plain


def _table(plain: Any, name: str) -> ShareTable:
    wrong = next(iter(Draft202012Validator(SHAPE).iter_errors(plain)), None)
    if wrong is not None:
        where = "/".join(str(each) for each in wrong.absolute_path) or "文件"
        raise InputError(f"{name}：{where} 不合格式（{wrong.message[:120]}）；请对照 kuanggui levels split 写出的文件")
    targets = [_target(each) for each in plain["targets"]]
    twice = next((each.id for each in targets if [other.id for other in targets].count(each.id) > 1), None)
    if twice is not None:
        raise InputError(f"{name}：指标 {twice} 出现两次；请去掉一个")
    shares = tuple(share for each in plain["targets"] for share in _shares(each, name))
    return ShareTable(
        plain["plan"], plain["region"], Method(plain["method"]), plain.get("note", ""), tuple(targets), shares
    )


def _target(plain: Mapping[str, Any]) -> Target:
    years = sorted({int(year) for row in plain["shares"].values() for year in row})
    return Target(
        id=plain["id"],
        item=tuple(plain.get("item", ())),
        name=plain["name"],
        unit=plain["unit"],
        relation=Relation(plain["relation"]),
        total=Decimal(str(plain["total"])),
        course=Course(plain["course"]),
        years=tuple(years),
        decimals=plain.get("decimals", 0),
    )


def _shares(plain: Mapping[str, Any], name: str) -> list[Share]:
    filed = plain.get("filed", {})
    foreign = next((code for code in filed if code not in plain["shares"]), None)
    if foreign is not None:
        raise InputError(f"{name}：{plain['name']} 有 {foreign} 的上报数而没有分解指标；请补上分解指标")
    return [Share(plain["id"], code, _years(row), _years(filed.get(code, {}))) for code, row in plain["shares"].items()]


def _years(row: Mapping[str, Any]) -> dict[int, Decimal]:
    return {int(year): Decimal(str(value)) for year, value in row.items()}
