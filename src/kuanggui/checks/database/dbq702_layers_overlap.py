"""Features of two layers that should be apart."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.database.shapes import measure_ground
from kuanggui.checks.database.theme import Theme
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.standards import Relation, RelationKind


@rule(
    code="DBQ702",
    title="不应相交的图层有重叠",
    title_en="Features of two layers overlap that should be apart",
    severity=Severity.ERROR,
    family=Family.TOPOLOGY,
    needs=("layers",),
    message="{subject}与{other}重叠 {found}（容差 {limit}）。",
    message_en="{subject} overlaps {other} by {found} (tolerance {limit}).",
    remedy="核对两个分区的界线。",
    remedy_en="Compare the borders of the two.",
)
def layers_overlap(case: PackageCase) -> Iterator[Said]:
    """Layers that the edition wants `apart`, and blocks that must `never` lie in a zone, do not share more than `overlap_m2`."""
    for relation in case.edition.relations:
        if relation.relation is RelationKind.APART:
            for position, kind in enumerate(relation.of):
                yield from _between(case, relation, (kind,), relation.of[position + 1 :])
        elif relation.relation is RelationKind.NEVER_IN:
            yield from _between(case, relation, relation.of, relation.zones)


def _between(case: PackageCase, relation: Relation, kinds: tuple[str, ...], others: tuple[str, ...]) -> Iterator[Said]:
    for theme in case.of_kinds(kinds):
        for zone in case.of_kinds(others):
            if zone is not theme:
                yield from _pairs(case, relation, theme, zone)


def _pairs(case: PackageCase, relation: Relation, theme: Theme, zone: Theme) -> Iterator[Said]:
    limit = case.tolerance("overlap_m2")
    ours, theirs = case.shapes(theme), case.shapes(zone)
    touched = set()
    for one, other in theirs.over(ours):
        found = measure_ground(ours.degrees[one].intersection(theirs.degrees[other]))
        if found <= float(limit.value):
            continue
        touched.add(one)
        first, second = ours.features[one], theirs.features[other]
        yield Hit(
            theme.subject(first),
            places=[theme.place(first), zone.place(second)],
            evidence={"found": (f"{found:.2f}", "m²"), "limit": (str(limit.value), "m²")},
            values={"other": zone.subject(second)},
            severity=None if found > 100 * float(limit.value) else graded(relation.mark),
        )
    yield from (Checked() for index in range(len(ours.features)) if index not in touched)
