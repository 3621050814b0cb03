"""The answer to a screening case, theme by theme like a land-restriction extract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kuanggui.findings.assessment import Outcome
from kuanggui.findings.finding import Finding
from kuanggui.findings.judgement import Severity
from kuanggui.findings.ruling import Ruling
from kuanggui.regulation.parameter import Provision


@dataclass(frozen=True, slots=True)
class LayerSource:
    """Where the data of a theme come from, and the day they describe."""

    name: str
    as_of: str
    owner: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FeatureHit:
    """A feature that overlaps (area and share of the block) or lies near (distance in metres)."""

    number: int
    name: str
    area_m2: float | None = None
    share: float | None = None
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class ThemeAnswer:
    """What a theme has in the block. `status` is hit, near, clear or missing (no layer).

    `features` are the largest overlaps (or the nearest), of `count`; slivers up to the tolerance stand apart.
    """

    kind: str
    title: str
    title_en: str
    status: str
    authority: str
    tolerance_m2: float
    sources: tuple[LayerSource, ...] = ()
    total_m2: float = 0.0
    share: float = 0.0
    count: int = 0
    features: tuple[FeatureHit, ...] = ()
    near: tuple[FeatureHit, ...] = ()
    slivers: tuple[FeatureHit, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRule:
    """A rule that could not be evaluated: why, and the gravest it could have found."""

    code: str
    title: str
    title_en: str
    reason: str
    reason_en: str
    at_most: Severity


@dataclass(frozen=True, slots=True)
class Override:
    """A finding (by its id) or an open rule (by its code) that a person answers for."""

    target: str
    reason: str
    evidence: str
    name: str
    date: date


@dataclass(frozen=True, slots=True)
class Overridden:
    """An override with the finding or open rule it stands beside."""

    override: Override
    finding: Finding | None = None
    open_rule: OpenRule | None = None


@dataclass(frozen=True, slots=True)
class ScreeningAnswer:
    """Everything said about one case; `application` is the case as plain data, `corners` lie in degrees, ring by ring."""

    name: str
    as_of: date
    ruling: Ruling
    area_m2: float
    plane_area_m2: float
    application: dict[str, Any]
    corners: tuple[tuple[tuple[float, float], ...], ...]
    findings: tuple[Finding, ...]
    open_rules: tuple[OpenRule, ...]
    overridden: tuple[Overridden, ...]
    unused_overrides: tuple[Override, ...]
    outcomes: tuple[Outcome, ...]
    themes: tuple[ThemeAnswer, ...]
    provisions: tuple[Provision, ...]
    plan: str | None = None
    doubts: tuple[str, ...] = ()
    plan_title: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What a location map shows: the block, and by theme (kind, title) the shapes near it, all in longitude and latitude."""

    block: Any
    themes: tuple[tuple[str, str, tuple[Any, ...]], ...]
