"""Figures of a plan as they hold today, with what the document prints and as much of the change as may be public."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kuanggui.app.changed_figures import ChangedFigure, Changes, target_key
from kuanggui.app.plan_parts import InForce
from kuanggui.app.public.projection import Projection
from kuanggui.app.public.wording import Pair, amount
from kuanggui.model.plan import Plan
from kuanggui.model.plan.value import Figure


@dataclass(frozen=True, slots=True)
class PublicChange:
    """Since when a figure is another than printed, on what basis, and under what title; None or empty where that is not public."""

    since: date | None
    basis: str
    title: str


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """What the document prints in place of a figure in force, in words of both languages."""

    zh: str
    en: str
    change: PublicChange


@dataclass(frozen=True, slots=True)
class CurrentPlan:
    """A plan whose figures are read as they hold: those of `changes` in place of the printed ones."""

    plan: Plan
    projection: Projection
    changes: Changes = field(default_factory=dict)

    def now(self, record: Any, part: str, name: str = "value") -> Figure | None:
        """The figure of a record that holds."""
        printed: Figure | None = getattr(record, name)
        changed = self._changed(record, part, name)
        return changed.value if changed else printed

    def printed(self, record: Any, part: str, name: str = "value", label: Pair = ("", "")) -> tuple[PrintedWords, ...]:
        """The printed figure with a label before it; nothing where it still holds."""
        changed = self._changed(record, part, name)
        if changed is None:
            return ()
        zh, en = amount(getattr(record, name))
        words = f"{label[0]}{zh}", f"{label[1]} {en}".strip()
        return (PrintedWords(*words, public_change(changed, self.projection)),)

    def _changed(self, record: Any, part: str, name: str) -> ChangedFigure | None:
        key = target_key(record, part, name)
        return self.changes.get(key) if key else None


def public_change(changed: ChangedFigure | InForce, projection: Projection) -> PublicChange:
    """Of a change what the projection names; who drew it up, checked and approved it is in no answer at all."""
    shown = projection.changes
    return PublicChange(
        changed.since if "since" in shown else None,
        changed.basis if "basis" in shown else "",
        changed.title if "title" in shown else "",
    )
