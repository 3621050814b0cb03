"""Fields that the catalogue does not have."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.standards import nearest

# What GIS programs add of themselves.
_TECHNICAL = {"OBJECTID", "FID", "SHAPE", "SHAPE_LENG", "SHAPE_LE_1", "SHAPE_AREA", "SHAPE_LENGTH", "ID", "OGC_FID"}


@rule(
    code="DBQ402",
    title="有标准以外的字段",
    title_en="A field is not in the catalogue",
    severity=Severity.WARNING,
    family=Family.STRUCTURE,
    needs=("layers", "catalogue"),
    message="{subject}的字段 {field} 不在标准中{hint}。",
    message_en="{subject}: the field {field} is not in the catalogue{hint_en}.",
    remedy="改为标准字段或删去；本地增设的，在标准版本文件中写明。",
    remedy_en="Rename or remove it, or list it in your edition.",
)
def field_unknown(case: PackageCase) -> Iterator[Said]:
    """Every field of a layer is in its catalogue entry; one that looks like a missing field, or means the same, is named with it."""
    for theme in case.known:
        if theme.entry is None or not theme.entry.fields:
            continue
        given = {field.code for field in theme.data.fields}
        absent = [entry.code for entry in theme.entry.fields if entry.code not in given]
        for field in theme.data.fields:
            if theme.entry.field(field.code) is not None or field.code.upper() in _TECHNICAL:
                yield Checked()
                continue
            meant = case.edition.same_meaning(field.code).intersection(absent)
            likely = min(meant) if meant else nearest(field.code.upper(), absent)
            values = {
                "field": field.code,
                "hint": f"，似为 {likely}" if likely else "",
                "hint_en": f", looks like {likely}" if likely else "",
            }
            yield Hit(theme.title, places=[theme.place(field=field.code)], values=values)
