"""A feature: one thing of a plan that lies somewhere, without its times."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kuanggui.model.plan.outline import Level


class FeatureKind(StrEnum):
    """What a feature is: a planning zone, a planning block, a right, a deposit or a mine."""

    ENERGY_RESOURCE_BASE = "energy_resource_base"  # 能源资源基地
    NATIONAL_PLANNING_MINING_AREA = "national_planning_mining_area"  # 国家规划矿区
    STRATEGIC_RESERVE_AREA = "strategic_reserve_area"  # 战略性矿产资源保护区、储备区、储备矿产地
    SURVEY_AREA = "survey_area"  # 重点调查评价区
    KEY_EXPLORATION_AREA = "key_exploration_area"  # 重点勘查区
    KEY_MINING_AREA = "key_mining_area"  # 重点开采区、重点矿区
    CONCENTRATED_MINING_AREA = "concentrated_mining_area"  # 集中开采区
    RESERVE_MINING_AREA = "reserve_mining_area"  # 备选开采区
    RESTRICTED_MINING_AREA = "restricted_mining_area"  # 限制开采区
    PROHIBITED_MINING_AREA = "prohibited_mining_area"  # 禁止开采区
    RESTORATION_ZONE = "restoration_zone"  # 治理区
    EXPLORATION_BLOCK = "exploration_block"  # 勘查规划区块
    MINING_BLOCK = "mining_block"  # 开采规划区块
    EXPLORATION_RIGHT = "exploration_right"  # 探矿权
    MINING_RIGHT = "mining_right"  # 采矿权
    DEPOSIT = "deposit"  # 矿产地
    MINE = "mine"  # 矿山

    @property
    def is_block(self) -> bool:
        """Whether it is a planning block."""
        return self in {FeatureKind.EXPLORATION_BLOCK, FeatureKind.MINING_BLOCK}

    @property
    def is_right(self) -> bool:
        """Whether it is an exploration or mining right, which the plan shows but does not grant."""
        return self in {FeatureKind.EXPLORATION_RIGHT, FeatureKind.MINING_RIGHT}


class FeatureStatus(StrEnum):
    """How far a feature has come."""

    PLANNED = "planned"  # 规划、拟设
    PENDING = "pending"  # 申请中
    EXISTING = "existing"  # 已设、有效
    LAPSED = "lapsed"  # 过期、注销


class GeometryMark(StrEnum):
    """How far a geometry may be trusted."""

    NONE = "none"  # there is none
    ILLUSTRATIVE = "illustrative"  # drawn to show about where; decides nothing
    OFFICIAL = "official"  # from the approved plan or the register of rights


@dataclass(frozen=True, slots=True)
class Shape:
    """A geometry: little-endian WKB, two dimensions, longitude and latitude in degrees on CGCS2000 (EPSG:4490); or none."""

    mark: GeometryMark = GeometryMark.NONE
    wkb: bytes | None = None

    def __post_init__(self) -> None:
        if (self.wkb is None) != (self.mark is GeometryMark.NONE):
            raise ValueError("a geometry and its mark go together")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a feature was read: the file by name and SHA-256, and the row, line or record in it, from 1."""

    document: str
    sha256: str
    row: int | None = None


NO_SHAPE = Shape()


@dataclass(frozen=True, slots=True)
class Feature:
    """A block, zone, right, deposit or mine. `id` stays the same through all its versions and is unique in its plan.

    `minerals` are catalogue ids, `adcodes` six-digit codes; `stated_area_km2` is what the plan or register says, the area of the
    shape is computed. `level` is the level that drew it (zones) or licenses it (blocks); `implements` the id of the feature of
    the plan above that it carries out. `attributes` keep what else is known, by name in order.
    """

    id: str
    kind: FeatureKind
    name: str
    number: str | None = None
    status: FeatureStatus = FeatureStatus.PLANNED
    level: Level | None = None
    adcodes: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    stated_area_km2: Decimal | None = None
    shape: Shape = NO_SHAPE
    implements: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    source: SourceRow | None = None
