"""What the routes of the self-check take and answer."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from kuanggui.app.screening.order import CaseOrder
from kuanggui.app.screening.self_check import CheckedTheme
from kuanggui.model.plan.zone import Purpose
from kuanggui.model.screening.terms import Action
from kuanggui.web.day import today
from kuanggui.web.screening.schema import ScreeningResult, Shape


class CheckOrder(BaseModel):
    """A range and the least that has to be known of it; `more` are further fields of a case by name."""

    name: str = Field(default="自查范围", min_length=1, max_length=100)
    geometry: Shape
    purpose: Purpose
    action: Action
    minerals: list[str] = Field(min_length=1, max_length=5)
    more: dict[str, Any] = Field(default_factory=dict)

    def to_case(self) -> CaseOrder:
        """The case that is ordered, as of today."""
        given = {"name": self.name, "purpose": self.purpose.value, "action": self.action.value}
        values = self.more | given | {"minerals": self.minerals}
        return CaseOrder(values, today(), geometry=self.geometry.model_dump())


class CheckTerms(BaseModel):
    """What takes part in a self-check, and how much of it is borne."""

    themes: list[CheckedTheme]
    adcode: str = Field(description="The division whose map may be shown; empty when there is none.")
    largest_kilobytes: int
    checks_per_minute: int


class CheckResult(ScreeningResult):
    """The answer to a self-check; `left_out` are the kinds of which not all layers are public."""

    left_out: list[str]
