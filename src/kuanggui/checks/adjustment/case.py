"""An adjustment under check, with what the database holds around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kuanggui.checks.case import Lack
from kuanggui.model.adjustment import Adjustment
from kuanggui.model.feature import Change, Feature
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan


@dataclass(frozen=True, slots=True)
class AdjustmentCase:
    """`before` are the features that give way, by id; `others` those that stay in force; `batches` other annual batches of the year.

    `region` is the division of the plan, None where the plan does not say it; `day` the day of the check. `plan` is the plan with the
    figures of the adjustment; `approver` the division of whoever approves, None while nobody does.
    """

    adjustment: Adjustment
    before: dict[str, Feature]
    others: tuple[Feature, ...]
    region: str | None
    batches: tuple[str, ...]
    day: date
    plan: Plan | None = None
    approver: str | None = None

    def lack(self, need: str) -> Lack | None:
        """Nothing that rules need can be missing."""
        raise KeyError(need)

    def changes(self) -> Iterator[tuple[Change, Place]]:
        """Every change with its place: its number in the adjustment."""
        for number, change in enumerate(self.adjustment.changes, 1):
            yield (
                change,
                self.place(number, "、".join([*(each for each, _ in change.before), *(f.id for f in change.after)])),
            )

    def place(self, number: int = 1, quote: str = "") -> Place:
        """The place of a change, or of the adjustment as a whole."""
        words = quote or self.adjustment.title
        return Place(self.adjustment.id, "", number, 0, len(words), words)

    def after(self) -> tuple[Feature, ...]:
        """Every feature that the adjustment puts in force."""
        return tuple(feature for change in self.adjustment.changes for feature in change.after)
