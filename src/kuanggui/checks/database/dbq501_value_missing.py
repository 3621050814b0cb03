"""Fields that must not be empty and are."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

# No feature can be told from another without these, whatever the edition says of them.
_NEVER_EMPTY = {"number", "name"}


@rule(
    code="DBQ501",
    title="必填字段为空",
    title_en="A mandatory field is empty",
    severity=Severity.ERROR,
    family=Family.VALUES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field}（{name}）为空。",
    message_en="{subject}: {field} ({name}) is empty.",
    remedy="补填{name}。",
    remedy_en="Fill in {field}.",
)
def value_missing(case: PackageCase) -> Iterator[Said]:
    """Fields that the edition calls `required`, and every number and name of a feature, hold a value."""
    for theme in case.known:
        entries = [
            entry
            for entry in (theme.entry.fields if theme.entry else ())
            if (entry.required or (entry.role in _NEVER_EMPTY and entry.required is None))
            and theme.data.field(entry.code)
        ]
        for feature in theme.features():
            for entry in entries:
                if feature.values.get(entry.code) is not None:
                    yield Checked()
                    continue
                values = {"field": entry.code, "name": entry.name}
                place = theme.place(feature, entry.code)
                severity = graded(entry.mark_of("required"))
                yield Hit(theme.subject(feature), places=[place], values=values, severity=severity)
