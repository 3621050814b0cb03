"""Layers without a feature."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ106",
    title="图层没有要素",
    title_en="A layer has no features",
    severity=Severity.WARNING,
    family=Family.COMPLETENESS,
    needs=("layers",),
    message="{subject}没有要素。",
    message_en="{subject} has no features.",
    remedy="补上要素；确实没有的，在元数据中说明。",
    remedy_en="Add the features; if there are none, say so in the metadata.",
)
def layer_empty(case: PackageCase) -> Iterator[Said]:
    """Every layer has features, unless the metadata speak of it by code or name."""
    said = " ".join(case.package.metadata.values())
    for theme in case.known:
        noted = theme.entry is not None and (theme.entry.name in said or (theme.entry.code or "\0") in said)
        if theme.data.features or noted:
            yield Checked()
        else:
            yield Hit(theme.title, places=[theme.place()])
