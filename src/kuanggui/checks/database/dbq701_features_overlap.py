"""Features of one layer that share ground."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.database.shapes import measure_ground
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.standards import RelationKind


@rule(
    code="DBQ701",
    title="同层要素重叠",
    title_en="Features of a layer overlap",
    severity=Severity.ERROR,
    family=Family.TOPOLOGY,
    needs=("layers",),
    message="{subject}与“{other}”重叠 {found}（容差 {limit}）。",
    message_en="{subject} overlaps {other} by {found} (tolerance {limit}).",
    remedy="改正边界；确需重叠的（如不同开采深度）在备注中说明。",
    remedy_en="Mend the borders; where an overlap is meant (depths, say), note it.",
)
def features_overlap(case: PackageCase) -> Iterator[Said]:
    """Features of a layer that the edition wants `apart` do not overlap by more than `overlap_m2`; invalid polygons cannot be judged."""
    limit = case.tolerance("overlap_m2")
    kinds = {
        kind: relation.mark
        for relation in reversed(case.edition.relations)
        if relation.relation is RelationKind.APART
        for kind in relation.of
    }
    for theme in case.of_kinds(kinds):
        shapes = case.shapes(theme)
        if shapes.left_out:
            yield Skipped("有的要素没有可用几何", "some features have no usable geometry")
        touched = set()
        for one, other in shapes.touching():
            found = measure_ground(shapes.degrees[one].intersection(shapes.degrees[other]))
            if found <= float(limit.value):
                continue
            touched |= {one, other}
            first, second = shapes.features[other], shapes.features[one]
            yield Hit(
                theme.subject(first),
                places=[theme.place(first), theme.place(second)],
                evidence={"found": (f"{found:.2f}", "m²"), "limit": (str(limit.value), "m²")},
                values={"other": theme.label(second)},
                severity=None if found > 100 * float(limit.value) else graded(kinds[theme.kind]),
            )
        yield from (Checked() for index in range(len(shapes.features)) if index not in touched)
