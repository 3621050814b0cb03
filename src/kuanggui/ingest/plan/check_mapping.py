"""What a schema cannot say of mapping data: that fields exist in their record, and values in their vocabulary or enumeration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from types import NoneType
from typing import Any, get_args

from kuanggui.ingest.plan.expressions import compile_expression
from kuanggui.ingest.plan.record_classes import record_classes
from kuanggui.model.plain import field_types


def find_problems(data: dict[str, Any]) -> Iterator[str]:
    """Every box entry, header list and expression that would not work, with where it stands."""
    for number, entry in enumerate(data["boxes"]):
        yield from _box_problems(entry, f"boxes[{number}]", data["headers"])
    for name, texts in data["text"]["terms"].items():
        for text in texts:
            yield from _expression_problems(text, f"terms.{name}")


def _box_problems(entry: dict[str, Any], where: str, headers: dict[str, list[str]]) -> Iterator[str]:
    types = field_types(record_classes()[entry["record"]][1])
    spread = entry.get("spread", {})
    named = [*entry.get("fields", {}), *entry.get("set", {}), *entry.get("from_name", []), *entry.get("outer", [])]
    named += [*entry.get("inherit", []), *(spread[key] for key in ("into", "value") if key in spread)]
    for field in dict.fromkeys(named):
        if field not in types:
            yield f"{where}: {entry['record']} 没有字段 {field}；可用字段：{'、'.join(types)}"
    for word in (word for words in entry.get("fields", {}).values() for word in words):
        if word.startswith("@") and word[1:] not in headers:
            yield f"{where}: headers 中没有 {word[1:]}"
    for field, value in entry.get("set", {}).items():
        if field in types and not _is_value(types[field], value):
            yield f"{where}: {field} 不能取 {value}"
    for number, part in enumerate(entry.get("below", [])):
        yield from _box_problems(part, f"{where}.below[{number}]", headers)


def _is_value(annotation: Any, value: str) -> bool:
    kind = next((part for part in get_args(annotation) if part is not NoneType), annotation)
    return not issubclass(kind, Enum) or value in {member.value for member in kind}


def _expression_problems(text: str, where: str) -> Iterator[str]:
    try:
        groups = compile_expression(text).groupindex
    except re.error as error:
        yield f"{where}: 正则表达式有误（{error}）：{text}"
        return
    if not {"start", "words"} & set(groups):
        yield f"{where}: 正则表达式缺少 (?P<start>…) 或 (?P<words>…)：{text}"
