"""Files that cannot be read, wholly or from a row on."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ104",
    title="文件无法读取",
    title_en="A file cannot be read",
    severity=Severity.ERROR,
    family=Family.COMPLETENESS,
    message="{subject}无法读取：{why}。",
    message_en="{subject} cannot be read: {why}.",
    remedy="从原数据重新导出该文件后再检查。",
    remedy_en="Export the file again.",
)
def file_unreadable(case: PackageCase) -> Iterator[Said]:
    """Layers, documents and metadata can be opened and read to the end."""
    for theme in case.themes:
        if not theme.broken:
            for _ in theme.features():
                pass
        if theme.broken:
            yield Hit(theme.data.path, places=[theme.place()], values={"why": theme.broken})
        else:
            yield Checked()
    unreadable = list(case.documents.unreadable)
    if case.package.metadata_error:
        unreadable += [(file.path, case.package.metadata_error) for file in case.package.of_part("metadata")[:1]]
    for path, why in unreadable:
        yield Hit(path, places=[case.place(path)], values={"why": why})
