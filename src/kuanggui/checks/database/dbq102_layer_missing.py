"""Layers that a package must have and has not."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ102",
    title="缺少必备图层",
    title_en="A mandatory layer is missing",
    severity=Severity.ERROR,
    family=Family.COMPLETENESS,
    message="缺少必备图层{subject}。",
    message_en="The mandatory layer {subject} is missing.",
    remedy="补交该图层；确实没有内容的，交空图层并在元数据中说明。",
    remedy_en="Add the layer; if there is nothing to put in it, add it empty and say so in the metadata.",
)
def layer_missing(case: PackageCase) -> Iterator[Said]:
    """Every layer that the edition calls `required` is in the package. Where it says of no layer whether it is, nothing can be told."""
    there = {theme.entry.key for theme in case.themes if theme.entry}
    required = [entry for entry in case.edition.layers if entry.required]
    if not required:
        yield Skipped("所用标准版本没有说明哪些图层必备", "the edition does not say which layers are mandatory")
    for entry in required:
        if entry.key in there:
            yield Checked()
        else:
            severity = graded(entry.mark_of("required"))
            yield Hit(f"{entry.name}（{entry.key}）", places=[case.place("")], severity=severity)
