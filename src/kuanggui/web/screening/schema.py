"""What the routes of screening take and answer."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from kuanggui.app.screening.kept_desk import ListedAnswer
from kuanggui.app.screening.order import CaseOrder
from kuanggui.findings.judgement import Severity
from kuanggui.findings.ruling import Ruling
from kuanggui.findings.screening import FeatureHit, LayerSource, Override
from kuanggui.model.plan.zone import Purpose
from kuanggui.model.screening.terms import Action
from kuanggui.web.audits.schema import FindingAnswer
from kuanggui.web.day import today


class Shape(BaseModel):
    """A GeoJSON polygon or multipolygon, longitude and latitude in degrees on CGCS2000."""

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[Any] = Field(min_length=1)


class OverrideOrder(BaseModel):
    """A person answers for a finding (by its id) or an open rule (by its code)."""

    target: str = Field(min_length=1, max_length=100)
    reason: str = Field(min_length=1, max_length=2000)
    evidence: str = Field(default="", max_length=2000)
    name: str = Field(min_length=1, max_length=100)
    date: date

    @field_validator("reason", "name")
    @classmethod
    def no_blanks(cls, value: str) -> str:
        """Blanks are no reason."""
        if not value.strip():
            message = "理由和姓名不能为空"
            raise ValueError(message)
        return value.strip()


class ScreeningOrder(BaseModel):
    """A range and what is known of the case: `more` are further fields by name (`/api/screenings/fields`).

    The range is a shape (drawn, or as a reading showed it), a planning block by its name, or corners as somebody has them.
    `document`, `sha256` and `doubts` are those of the reading that the shape was taken from.
    """

    name: str = Field(min_length=1, max_length=200)
    corners: str = Field(default="", max_length=200_000)
    geometry: Shape | None = None
    block: str = Field(default="", max_length=200)
    document: str = Field(default="", max_length=200)
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    doubts: list[str] = Field(default_factory=list, max_length=300)
    purpose: Purpose
    action: Action
    minerals: list[str] = Field(min_length=1, max_length=20)
    plan: str = Field(default="", max_length=200, description="The id of the plan; default: the one imported last.")
    as_of: date | None = Field(default=None, description="The day whose law applies; default: today.")
    more: dict[str, Any] = Field(default_factory=dict)
    overrides: list[OverrideOrder] = Field(default_factory=list, max_length=200)

    def to_case(self) -> CaseOrder:
        """The case that is ordered."""
        given = {"name": self.name, "purpose": self.purpose.value, "action": self.action.value}
        return CaseOrder(
            values=self.more | given | {"minerals": self.minerals},
            as_of=self.as_of or today(),
            corners=self.corners,
            geometry=self.geometry.model_dump() if self.geometry else None,
            block=self.block,
            plan=self.plan or None,
            document=self.document,
            sha256=self.sha256,
            doubts=tuple(self.doubts),
            overrides=tuple(Override(**override.model_dump()) for override in self.overrides),
        )


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


class QuotedProvision(BaseModel):
    """A parameter of law as in force on the day: since when, its value, where it stands, and how sure that is."""

    code: str
    title: str
    since: date
    value: Any
    unit: str | None = None
    confidence: Literal["official", "secondary", "memory"] | None = None
    citation: dict[str, str] = Field(default_factory=dict)
    note: str | None = None


class OverriddenAnswer(BaseModel):
    """A finding or an open rule that a person answers for."""

    override: OverrideOrder
    finding: FindingAnswer | None
    open: OpenRuleAnswer | None


class ScreeningResult(BaseModel):
    """The answer to a case, as `kuanggui screen --format json` writes it, with some parts more.

    `geometry` is the range, `rests_on` the parameters of each rule, `letter` the draft to those who have to be asked.
    """

    model_config = ConfigDict(extra="allow")

    name: str
    as_of: date
    verdict: Ruling
    verdict_label: str
    area_m2: float
    area_km2: float
    plane_area_m2: float
    plan: str | None
    application: dict[str, Any]
    doubts: list[str]
    findings: list[FindingAnswer]
    open: list[OpenRuleAnswer]
    overridden: list[OverriddenAnswer]
    unused_overrides: list[OverrideOrder]
    themes: list[ThemeResult]
    provisions: list[QuotedProvision]
    consultations: list[Consultation]
    geometry: Shape
    rests_on: dict[str, list[str]]
    letter: list[str]


class KeptAnswer(BaseModel):
    """A kept answer and its line of the list."""

    kept: ListedAnswer
    answer: ScreeningResult
