"""Numbers that two features of a layer bear."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.theme import Theme
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place


@rule(
    code="DBQ504",
    title="编号重复",
    title_en="A number is used twice",
    severity=Severity.ERROR,
    family=Family.VALUES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field} “{found}”已用于第{first}行。",
    message_en="{subject}: {field} “{found}” is that of row {first} too.",
    remedy="核对是否重复录入，否则改用新的编号。",
    remedy_en="See whether the feature was entered twice, else give it a number of its own.",
)
def number_twice(case: PackageCase) -> Iterator[Said]:
    """Numbers of features and record ids are unique within a layer."""
    for theme in case.known:
        for role in ("number", "record_id"):
            code = theme.code(role)
            if code is not None:
                yield from _repeated(theme, code)


def _repeated(theme: Theme, code: str) -> Iterator[Said]:
    first: dict[str, tuple[int, Place]] = {}
    for feature in theme.features():
        value = feature.values.get(code)
        if value is None:
            continue
        text = str(value).strip()
        if text not in first:
            first[text] = feature.number, theme.place(feature, code)
            yield Checked()
            continue
        row, place = first[text]
        yield Hit(
            theme.subject(feature),
            places=[theme.place(feature, code), place],
            evidence={"found": text},
            values={"field": code, "first": row},
        )
