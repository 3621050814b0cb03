"""Sand, stone and clay rights transferred before the site is clear."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.rule import rule
from kuanggui.checks.said import Said
from kuanggui.checks.screening.case import ScreeningCase
from kuanggui.checks.screening.saying import hit, holds
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.law import Law


@rule(
    code="SCR604",
    title="砂石土类采矿权未实行净矿出让",
    title_en="No clean transfer of a sand, stone or clay right",
    severity=Severity.ERROR,
    family=Family.WATER_AND_SAND,
    needs=("is:mining", "is:new", "mineral:sand_stone_clay", "field:transfer.clean"),
    parameters=("cn.sand.clean_transfer",),
    message="{subject}：出让前用地、用林、用草等前期工作未完成，砂石土类采矿权须净矿出让。",
    message_en="{subject}: land, forest and grassland are not settled; such rights are transferred clean only.",
    remedy="完成前期工作后再出让。",
    remedy_en="Settle them before the transfer.",
)
def not_clean(case: ScreeningCase, law: Law) -> Iterator[Said]:
    """New mining rights for sand, stone and clay are transferred only when the site is cleared of other claims."""
    if case.concerns(*law["cn.sand.clean_transfer"].value["minerals"]):
        yield holds(case) if case.application.transfer.clean else hit(case)
