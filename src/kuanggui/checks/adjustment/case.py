"""An adjustment under check, with what the database holds around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kuanggui.checks.case import Lack
from kuanggui.findings.judgement import Verdict
from kuanggui.model.adjustment import Adjustment
from kuanggui.model.feature import Change, Feature
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan

OTHER_GROUND = Lack(Verdict.NOT_APPLICABLE, "本规则不涉及此类调整", "the rule is about another ground")


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
        """A need is `type:…`, the ground that a rule is about; raises KeyError for another one."""
        kind, _, ground = need.partition(":")
        if kind != "type":
            raise KeyError(need)
        return None if self.adjustment.type.value == ground else OTHER_GROUND

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
