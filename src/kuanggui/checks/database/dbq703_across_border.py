"""Blocks partly inside a zone and partly outside."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.database.shapes import measure_ground
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.standards import RelationKind


@rule(
    code="DBQ703",
    title="区块跨越分区边界",
    title_en="A block lies across the border of a zone",
    severity=Severity.WARNING,
    family=Family.TOPOLOGY,
    needs=("layers",),
    message="{subject}跨越{zone}的边界：界内 {inside}，界外 {outside}。",
    message_en="{subject} lies across the border of {zone}: {inside} inside, {outside} outside.",
    remedy="使区块整个在分区以内或以外；确需跨界的在备注中说明。",
    remedy_en="Draw the block wholly inside or outside, or note why not.",
)
def across_border(case: PackageCase) -> Iterator[Said]:
    """A block that the edition wants `not_across` a zone is wholly inside it or wholly outside, up to `outside_m2`."""
    limit = float(case.tolerance("outside_m2").value)
    for relation in case.edition.relations:
        if relation.relation is not RelationKind.NOT_ACROSS:
            continue
        for theme in case.of_kinds(relation.of):
            blocks = case.shapes(theme)
            for zone in case.of_kinds(relation.zones):
                zones = case.shapes(zone)
                for one, other in zones.over(blocks):
                    inside = measure_ground(blocks.degrees[one].intersection(zones.degrees[other]))
                    outside = measure_ground(blocks.degrees[one]) - inside
                    if min(inside, outside) <= limit:
                        yield Checked()
                        continue
                    block, area = blocks.features[one], zones.features[other]
                    yield Hit(
                        theme.subject(block),
                        places=[theme.place(block), zone.place(area)],
                        evidence={"inside": (f"{inside:.2f}", "m²"), "outside": (f"{outside:.2f}", "m²")},
                        values={"zone": zone.subject(area)},
                        severity=graded(relation.mark),
                    )
