"""Parts of the package without a file."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ105",
    title="成果缺少组成部分",
    title_en="A part of the package has no file",
    severity=Severity.ERROR,
    family=Family.COMPLETENESS,
    message="包内没有{subject}。",
    message_en="The package has no {subject_en}.",
    remedy="补交{subject}，放入 {folder}。",
    remedy_en="Add it under {folder}.",
)
def part_empty(case: PackageCase) -> Iterator[Said]:
    """Plan text, annex tables, maps, metadata and layers are each there with at least one file."""
    for part in case.edition.parts:
        if case.package.of_part(part.kind.value):
            yield Checked()
            continue
        yield Hit(
            part.kind.label,
            places=[case.place("")],
            values={"subject_en": part.kind.value, "folder": part.folder},
            severity=graded(part.mark),
        )
