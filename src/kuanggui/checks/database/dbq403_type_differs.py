"""Fields of another type."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

_NAMES = {"text": "文本", "integer": "整数", "decimal": "小数", "date": "日期", "other": "其他"}
# A whole number is a decimal one, and dates are often kept as text.
_ALSO = {("decimal", "integer"), ("date", "text")}


@rule(
    code="DBQ403",
    title="字段类型不符",
    title_en="A field is of another type",
    severity=Severity.ERROR,
    family=Family.STRUCTURE,
    needs=("layers", "catalogue"),
    message="{subject}的字段 {field} 是{found}，应为{expected}。",
    message_en="{subject}: the field {field} is {found}, not {expected}.",
    remedy="改为规定的类型后重新导入属性值。",
    remedy_en="Make it the type of the catalogue.",
)
def type_differs(case: PackageCase) -> Iterator[Said]:
    """Every field is of the type of the catalogue. A whole number passes for a decimal one, a text for a date."""
    for theme in case.known:
        for field in theme.data.fields:
            entry = theme.entry.field(field.code) if theme.entry else None
            if entry is None or entry.type is None:
                continue
            if field.type == entry.type.value or (entry.type.value, field.type) in _ALSO:
                yield Checked()
                continue
            yield Hit(
                theme.title,
                places=[theme.place(field=field.code)],
                evidence={"found": _NAMES[field.type], "expected": _NAMES[entry.type.value]},
                values={"field": field.code},
                severity=graded(entry.mark_of("type")),
            )
