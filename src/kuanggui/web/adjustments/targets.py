"""Route of the figures that an adjustment may change."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from kuanggui.app.difference.plans import content
from kuanggui.app.targets import TargetOnDay, TargetQuery, targets_on
from kuanggui.model.target import TargetPart
from kuanggui.web.plans.routes import Entry
from kuanggui.web.problems import answers
from kuanggui.web.services import Config

router = APIRouter(prefix="/plans", tags=["plans"])


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A figure of a plan as it is now, and as its document prints it; `adjustment` is the one that changed it last."""

    part: TargetPart
    item: str
    field: str
    name: str
    value: str
    printed: str
    adjustment: str | None

    @classmethod
    def of(cls, found: TargetOnDay) -> PlanTarget:
        """The figure in words."""
        key, printed = found.printed.key, found.printed
        changed = found.now.adjustment if found.now else None
        return cls(key.part, key.item, key.field, printed.name, content(found.value), content(printed.value), changed)


@router.get("/{plan}/targets", responses=answers(404))
def targets(entry: Entry, config: Config) -> list[PlanTarget]:
    """The indicators, caps and mine limits of a plan that an adjustment may change."""
    return [PlanTarget.of(each) for each in targets_on(config.db, TargetQuery(entry.id))]
