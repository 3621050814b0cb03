"""The same layer more than once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.theme import Theme
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ206",
    title="同一图层有多份",
    title_en="A layer is there more than once",
    severity=Severity.WARNING,
    family=Family.NAMING,
    needs=("layers",),
    message="{subject}有 {times} 份：{files}。",
    message_en="{subject} is there {times} times: {files}.",
    remedy="只留一份；不同年度的，分成果包提交。",
    remedy_en="Leave one; hand in other years as packages of their own.",
)
def layer_twice(case: PackageCase) -> Iterator[Said]:
    """Each layer of the catalogue is in the package once in each format."""
    groups: dict[tuple[str, str], list[Theme]] = defaultdict(list)
    for theme in case.known:
        groups[theme.title, theme.data.form].append(theme)
    for (title, _), themes in groups.items():
        if len(themes) == 1:
            yield Checked()
        else:
            files = "、".join(f"{theme.data.path}:{theme.data.name}" for theme in themes)
            places = [theme.place() for theme in reversed(themes)]
            yield Hit(title, places=places, evidence={"times": str(len(themes))}, values={"files": files})
