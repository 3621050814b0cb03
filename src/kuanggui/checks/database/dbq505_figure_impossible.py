"""Figures that cannot be: areas of nought or less, counts that are broken or negative."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

_POSITIVE = {"area"}
_COUNTS = {"count"}
_NOT_NEGATIVE = {"resources", "scale"}


@rule(
    code="DBQ505",
    title="数值不可能",
    title_en="A figure is impossible",
    severity=Severity.ERROR,
    family=Family.VALUES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field}（{name}）为 {found}，应{expected}。",
    message_en="{subject}: {field} ({name}) is {found}, which {expected_en}.",
    remedy="核对并改正数值。",
    remedy_en="Mend the figure.",
)
def figure_impossible(case: PackageCase) -> Iterator[Said]:
    """Areas are above nought, counts whole and not negative, resources and scales not negative."""
    for theme in case.known:
        entries = [
            e for e in (theme.entry.fields if theme.entry else ()) if e.role in _POSITIVE | _COUNTS | _NOT_NEGATIVE
        ]
        for feature in theme.features():
            for entry in entries:
                value = feature.values.get(entry.code)
                if not isinstance(value, int | Decimal):
                    continue
                wrong = _wrong(entry.role or "", Decimal(value))
                if wrong is None:
                    yield Checked()
                    continue
                yield Hit(
                    theme.subject(feature),
                    places=[theme.place(feature, entry.code)],
                    evidence={"found": Decimal(value), "expected": wrong[0]},
                    values={"field": entry.code, "name": entry.name, "expected_en": wrong[1]},
                )


def _wrong(role: str, value: Decimal) -> tuple[str, str] | None:
    if role in _POSITIVE and value <= 0:
        return "大于 0", "should be above 0"
    if value < 0:
        return "不小于 0", "should not be below 0"
    if role in _COUNTS and value != value.to_integral_value():
        return "为整数", "should be whole"
    return None
