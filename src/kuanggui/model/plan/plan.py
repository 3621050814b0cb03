"""A plan as read from its documents."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.model.document import Source
from kuanggui.model.plan.base import MineCount, Output, PastResult, Recovery, Resource
from kuanggui.model.plan.outline import AnnexTable, Level, Provision, UnmappedBox
from kuanggui.model.plan.target import Cap, Indicator, MineLimit, MinimumScale
from kuanggui.model.plan.value import Gap, Word, Years
from kuanggui.model.plan.work import GreenMine, MajorProject, RestorationDuty, SurveyProject
from kuanggui.model.plan.zone import BlockGroup, Zone


@dataclass(frozen=True, slots=True)
class Plan:
    """A mineral-resource plan. `id` follows from the region, the period and the source; every field left open has a Gap."""

    id: str
    source: Source
    title: Word | None = None
    level: Level | None = None
    region: Word | None = None
    planning_period: Years | None = None
    base_year: Years | None = None
    outlook_year: Years | None = None
    issuer: Word | None = None
    provisions: tuple[Provision, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    caps: tuple[Cap, ...] = ()
    mine_limits: tuple[MineLimit, ...] = ()
    minimum_scales: tuple[MinimumScale, ...] = ()
    zones: tuple[Zone, ...] = ()
    block_groups: tuple[BlockGroup, ...] = ()
    resources: tuple[Resource, ...] = ()
    mine_counts: tuple[MineCount, ...] = ()
    outputs: tuple[Output, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    past_results: tuple[PastResult, ...] = ()
    green_mines: tuple[GreenMine, ...] = ()
    survey_projects: tuple[SurveyProject, ...] = ()
    restoration_duties: tuple[RestorationDuty, ...] = ()
    major_projects: tuple[MajorProject, ...] = ()
    annex_tables: tuple[AnnexTable, ...] = ()
    unmapped_boxes: tuple[UnmappedBox, ...] = ()
    gaps: tuple[Gap, ...] = ()
