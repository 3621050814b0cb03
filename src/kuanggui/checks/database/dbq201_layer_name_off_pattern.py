"""Names of layers that do not follow the pattern."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ201",
    title="图层文件名不合命名规则",
    title_en="A layer is not named as the standard has it",
    severity=Severity.ERROR,
    family=Family.NAMING,
    message="{subject}不合命名规则，应如 {example}。",
    message_en="{subject} does not follow the naming rule, as {example} does.",
    remedy="按规则改名；用本地规则的，在标准版本文件的 layer_file 中写明。",
    remedy_en="Rename it, or give your rule under `layer_file` of the edition.",
)
def layer_name_off_pattern(case: PackageCase) -> Iterator[Said]:
    """The name of every layer has the parts of the edition's pattern: level and kind, code, scale, year, layer."""
    pattern = case.edition.layer_file
    if pattern is None:
        return
    adcode = case.adcode or "000000"
    for theme in case.themes:
        if case.name_parts(theme) is not None:
            yield Checked()
            continue
        layer = (theme.entry.code if theme.entry else None) or theme.data.code or "KAICQK"
        parts = {"level": "C", "kind": "1", "adcode": adcode, "scale": "D", "year": "2020", "layer": layer, "name": ""}
        yield Hit(
            theme.data.name,
            places=[theme.place()],
            values={"example": pattern.build(parts)},
            severity=graded(pattern.mark),
        )
