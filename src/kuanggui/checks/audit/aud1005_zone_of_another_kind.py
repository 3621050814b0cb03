"""Names of zones that say another kind of zone than their table, series or category."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.grid import Grid, grids
from kuanggui.checks.audit.zone_groups import Opinion, opinions
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="AUD1005",
    title="分区名称与所在表或类别不一致",
    title_en="The name of a zone does not fit its table or category",
    severity=Severity.ERROR,
    family=Family.CELLS,
    needs=("boxes",),
    message="{subject}：名称为“{stated}”，{by}“{expected}”。",
    message_en="{subject}: named {stated}, while {by_en} says {expected}.",
    remedy="改正名称，或将该行移到所属的表或类别。",
    remedy_en="Mend the name, or move the row to the table or category it belongs to.",
)
def zone_of_another_kind(case: AuditCase) -> Iterator[Said]:
    """Zones of one table are of one kind (勘查区, 开采区, 治理区 …), and those of one series or category of one level (重点, 一般 …)."""
    for grid in grids(case):
        for opinion in opinions(grid, case.reading.region):
            yield Checked([opinion.zone.name]) if opinion.agrees else _hit(grid, opinion)


def _hit(grid: Grid, opinion: Opinion) -> Hit:
    return Hit(
        f"{grid.name}“{opinion.zone.name.text}”",
        figures=[opinion.zone.name, *([opinion.by] if opinion.by else [])],
        evidence={"stated": opinion.zone.zone.words, "expected": opinion.others},
        values={
            "by": "类别列填的是" if opinion.by else "同表同类的其余各行多为",
            "by_en": "its category" if opinion.by else "the rest of the table",
        },
    )
