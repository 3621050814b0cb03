"""The closed vocabularies of a screening case."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What happens to the right or the planning block."""

    NEW = "new"  # 新立
    RENEWAL = "renewal"  # 延续
    EXTENSION = "extension"  # 扩大范围
    CONVERSION = "conversion"  # 探转采
    BLOCK_NEW = "block_new"  # 新增规划区块
    BLOCK_CHANGED = "block_changed"  # 调整规划区块

    @property
    def is_block(self) -> bool:
        """Whether a planning block is meant, not a right."""
        return self in {Action.BLOCK_NEW, Action.BLOCK_CHANGED}

    @property
    def takes_ground(self) -> bool:
        """Whether ground is taken that no right of the applicant covers yet."""
        return self not in {Action.RENEWAL, Action.CONVERSION}

    @property
    def sets_right(self) -> bool:
        """Whether a right comes into being or grows."""
        return self in {Action.NEW, Action.EXTENSION, Action.CONVERSION}


class Degree(StrEnum):
    """Exploration degree, from the lowest."""

    RECONNAISSANCE = "reconnaissance"  # 预查
    GENERAL = "general"  # 普查
    DETAILED = "detailed"  # 详查
    EXPLORATION = "exploration"  # 勘探

    @property
    def rank(self) -> int:
        """0 for the lowest."""
        return list(Degree).index(self)


class Size(StrEnum):
    """Size class of a deposit or a mine."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


class Method(StrEnum):
    """How the mineral is won."""

    UNDERGROUND = "underground"  # 地下开采
    OPENCAST = "opencast"  # 露天开采
    COMBINED = "combined"  # 露天地下联合
    WELL = "well"  # 井采
    DREDGING = "dredging"  # 采砂船、水下开采

    @property
    def breaks_surface(self) -> bool:
        """Whether ground is opened from above."""
        return self in {Method.OPENCAST, Method.COMBINED, Method.DREDGING}


class TransferMode(StrEnum):
    """How the right is granted."""

    COMPETITIVE = "competitive"  # 竞争性出让
    AGREEMENT = "agreement"  # 协议出让
