"""Fields of the catalogue that a layer lacks."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.database.theme import Theme
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.standards import FieldEntry, nearest

# Fields that platforms add or that only later editions have are no loss; these roles carry the content.
_CARRYING = {"number", "name", "area", "corners", "mineral_code", "mineral_name"}


@rule(
    code="DBQ401",
    title="缺少字段",
    title_en="A field is missing",
    severity=Severity.ERROR,
    family=Family.STRUCTURE,
    needs=("layers", "catalogue"),
    message="{subject}缺少字段 {field}（{name}）{hint}。",
    message_en="{subject} lacks the field {field} ({name}){hint_en}.",
    remedy="补上该字段；字段另有名称的，用对照文件（--mapping）写明。",
    remedy_en="Add the field, or say in a mapping file what yours is called.",
)
def field_missing(case: PackageCase) -> Iterator[Said]:
    """Every field of the catalogue is in the layer, or one that the edition accepts in its place.

    A missing field is an error where the edition calls it `required` or it carries the content (number, name, area, corners, mineral);
    any other is a warning, since which fields are mandatory is not known.
    """
    for theme in case.known:
        given = {field.code for field in theme.data.fields}
        for entry in theme.entry.fields if theme.entry else ():
            if entry.instead_of is not None or entry.required is False:
                continue
            if entry.code in given or _stands_in(theme, entry, given):
                yield Checked()
                continue
            strange = [code for code in given if theme.entry and theme.entry.field(code) is None]
            likely = nearest(entry.code, strange)
            grave = entry.required or entry.role in _CARRYING
            yield Hit(
                theme.title,
                places=[theme.place(field=entry.code)],
                values={
                    "field": entry.code,
                    "name": entry.name,
                    "hint": f"，{likely} 似为此字段" if likely else "",
                    "hint_en": f", {likely} looks like it" if likely else "",
                },
                severity=graded(entry.mark) if grave else Severity.WARNING,
            )


def _stands_in(theme: Theme, entry: FieldEntry, given: set[str]) -> bool:
    return theme.entry is not None and any(
        other.instead_of == entry.code and other.code in given for other in theme.entry.fields
    )
