"""What the routes of screening take and answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from kuanggui.findings.judgement import Severity
from kuanggui.findings.ruling import Ruling
from kuanggui.findings.screening import FeatureHit, LayerSource
from kuanggui.model.plan.zone import Purpose
from kuanggui.model.screening.terms import Action
from kuanggui.web.audits.schema import FindingAnswer


class ScreeningOrder(BaseModel):
    """A range and the least that has to be known of it; `more` are further fields of a case by name (`kuanggui screen --fields`)."""

    name: str = Field(min_length=1, max_length=200)
    corners: str = Field(min_length=1, max_length=200_000)
    purpose: Purpose
    action: Action
    minerals: list[str] = Field(min_length=1, max_length=20)
    plan: str = Field(default="", max_length=200, description="The id of the plan; default: the one imported last.")
    as_of: date | None = Field(default=None, description="The day whose law applies; default: today.")
    more: dict[str, Any] = Field(default_factory=dict)


class OpenRuleAnswer(BaseModel):
    """A rule that could not be evaluated, why, and the gravest it could have found."""

    code: str
    title: str
    title_en: str
    reason: str
    reason_en: str
    at_most: Severity


class ThemeResult(BaseModel):
    """What a theme has in the range: hit, near, clear, or missing when there is no layer of it."""

    kind: str
    title: str
    title_en: str
    status: str
    authority: str
    tolerance_m2: float
    sources: list[LayerSource]
    total_m2: float
    share: float
    count: int
    features: list[FeatureHit]
    near: list[FeatureHit]
    slivers: list[FeatureHit]


class Consultation(BaseModel):
    """An authority that has to be asked, and about which themes."""

    authority: str
    themes: list[str]


class ScreeningResult(BaseModel):
    """The answer to a case, as `kuanggui screen --format json` writes it, with some parts more."""

    model_config = ConfigDict(extra="allow")

    name: str
    as_of: date
    verdict: Ruling
    verdict_label: str
    area_m2: float
    area_km2: float
    plan: str | None
    doubts: list[str]
    findings: list[FindingAnswer]
    open: list[OpenRuleAnswer]
    themes: list[ThemeResult]
    consultations: list[Consultation]
