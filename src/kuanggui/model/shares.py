"""Targets of a plan split down: what each division below has to keep in each year, and what it filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kuanggui.model.quantity import Relation


class Method(StrEnum):
    """By what a target is divided among the divisions below."""

    GIVEN = "given"  # 给定份额
    BASE_YEAR = "base_year"  # 基期产量
    RESOURCES = "resources"  # 保有资源量
    EVEN = "even"  # 平均


class Course(StrEnum):
    """How the years relate to the target."""

    SAME = "same"  # 每年一个总量: every year has the whole of it
    SPREAD = "spread"  # 分年累计: the years together make the whole
    FINAL = "final"  # 期末达到: the last year has the whole, earlier years are on the way


@dataclass(frozen=True, slots=True)
class Target:
    """A target to be split. `item` says what it is about, the same in plans of every level; `decimals` are the places of its shares."""

    id: str
    item: tuple[str, ...]
    name: str
    unit: str
    relation: Relation
    total: Decimal
    course: Course
    years: tuple[int, ...]
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What a division has of a target, by year; `filed` is what it reported, where it did."""

    target: str
    adcode: str
    planned: Mapping[int, Decimal]
    filed: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShareTable:
    """Targets of a plan with the shares of the divisions below. `note` says how the shares came about; `source` is the file's name."""

    plan: str
    region: str
    method: Method
    note: str
    targets: tuple[Target, ...]
    shares: tuple[Share, ...]
    source: str = ""
    sha256: str = ""

    def of(self, target: str) -> tuple[Share, ...]:
        """The shares of a target, in their order."""
        return tuple(share for share in self.shares if share.target == target)
