"""What the routes of adjustments take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from kuanggui.app.adjustments.drafting import Draft, draft_of
from kuanggui.model.adjustment import AdjustmentType

PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"
Words = Annotated[str, Field(min_length=1, max_length=4000, pattern=PRINTABLE)]


class DraftOrder(BaseModel):
    """An adjustment as an editor writes it; `changes` as in a draft file, each with one of add, move, change, split, merge, retire.

    `seen` are the versions of the features that the editor had loaded: one that has changed since answers 409.
    """

    type: AdjustmentType
    title: Annotated[str, Field(min_length=1, max_length=200, pattern=PRINTABLE)]
    reason: Words
    basis: Words
    changes: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=2000)]
    seen: Annotated[dict[str, Annotated[int, Field(ge=1)]], Field(default_factory=dict)]

    def draft(self) -> Draft:
        """The draft it stands for; raises InputError."""
        return draft_of(self.model_dump(mode="json", include=DRAFTED), "方案")


DRAFTED = {"type", "title", "reason", "basis", "changes", "seen"}


class NewDraft(DraftOrder):
    """A new adjustment of a plan."""

    plan: Annotated[str, Field(min_length=1, max_length=200)]


class Redraft(DraftOrder):
    """An adjustment to take the place of the one with this version."""

    version: Annotated[int, Field(ge=1)]


class StepOrder(BaseModel):
    """A step on the version of an adjustment that the caller has read; when it went on since, the answer is 409."""

    version: Annotated[int, Field(ge=1)]
    comment: Annotated[str, Field(max_length=4000, pattern=PRINTABLE)] = ""


class ReturnOrder(StepOrder):
    """Sending back needs a reason."""

    comment: Words


class EnforceOrder(StepOrder):
    """From which day the changes are in force; default: today."""

    effective_on: date | None = None
