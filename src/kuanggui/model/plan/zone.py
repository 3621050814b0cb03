"""Where the plan says what: zones, and planning blocks counted by purpose, level, mineral and county."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kuanggui.model.place import Place
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.value import Figure, Word


class ZoneKind(StrEnum):
    """Kinds of planning zones."""

    ENERGY_RESOURCE_BASE = "energy_resource_base"  # 能源资源基地
    NATIONAL_PLANNING_MINING_AREA = "national_planning_mining_area"  # 国家规划矿区
    STRATEGIC_RESERVE_AREA = "strategic_reserve_area"  # 战略性矿产资源保护区、储备区
    SURVEY_AREA = "survey_area"  # 重点调查评价区
    KEY_EXPLORATION_AREA = "key_exploration_area"  # 重点勘查区
    KEY_MINING_AREA = "key_mining_area"  # 重点开采区、重点矿区
    CONCENTRATED_MINING_AREA = "concentrated_mining_area"  # 集中开采区
    RESERVE_MINING_AREA = "reserve_mining_area"  # 备选开采区
    RESTRICTED_MINING_AREA = "restricted_mining_area"  # 限制开采区
    PROHIBITED_MINING_AREA = "prohibited_mining_area"  # 禁止开采区
    RESTORATION_ZONE = "restoration_zone"  # 治理区


class Grade(StrEnum):
    """How urgent a zone is."""

    KEY = "key"  # 重点
    GENERAL = "general"  # 一般


@dataclass(frozen=True, slots=True)
class Zone:
    """A planning zone. `category` is the printed class, `origin` the level that drew it (落实省规划), `problems` what has to be restored.

    `existing_rights` and `planned_rights` count exploration rights in exploration areas and mining rights in mining areas.
    """

    id: str
    place: Place
    name: Word
    kind: ZoneKind | None = None
    number: Word | None = None
    category: Word | None = None
    grade: Grade | None = None
    regions: tuple[Word, ...] = ()
    area: Figure | None = None
    minerals: tuple[Word, ...] = ()
    existing_rights: Figure | None = None
    planned_rights: Figure | None = None
    problems: Word | None = None
    remarks: Word | None = None
    origin: Level | None = None
    clause: str | None = None


class Purpose(StrEnum):
    """What a planning block is for."""

    EXPLORATION = "exploration"  # 勘查规划区块
    MINING = "mining"  # 开采规划区块


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Planning blocks counted together. `level` is the level that licenses them; a field that does not narrow the group is None."""

    id: str
    place: Place
    purpose: Purpose
    level: Level | None = None
    mineral: Word | None = None
    regions: tuple[Word, ...] = ()
    count: Figure | None = None
    area: Figure | None = None
    facts: tuple[str, ...] = ()
