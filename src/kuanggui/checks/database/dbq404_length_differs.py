"""Fields of another length or with other decimals."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ404",
    title="字段长度或小数位不符",
    title_en="A field has another length or other decimals",
    severity=Severity.ERROR,
    family=Family.STRUCTURE,
    needs=("layers", "catalogue"),
    message="{subject}的字段 {field} {what}为 {found}，应为 {expected}。",
    message_en="{subject}: the field {field} has {what_en} {found}, not {expected}.",
    remedy="按标准改字段定义后重新导入属性值。",
    remedy_en="Define the field as the catalogue has it.",
)
def length_differs(case: PackageCase) -> Iterator[Said]:
    """Where the catalogue gives a length or decimals and the format keeps them, they agree."""
    for theme in case.known:
        for field in theme.data.fields:
            entry = theme.entry.field(field.code) if theme.entry else None
            if entry is None:
                continue
            for what, what_en, found, expected in (
                ("长度", "length", field.length, entry.length),
                ("小数位", "decimals", field.decimals, entry.decimals),
            ):
                if found is None or expected is None:
                    continue
                if found == expected:
                    yield Checked()
                    continue
                yield Hit(
                    theme.title,
                    places=[theme.place(field=field.code)],
                    evidence={"found": found, "expected": expected},
                    values={"field": field.code, "what": what, "what_en": what_en},
                    severity=graded(entry.mark_of("decimals" if what_en == "decimals" else "length")),
                )
