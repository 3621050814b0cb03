"""Which numbers of a document were checked, and why the others were not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kuanggui.model.place import Place


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A number that no rule checked: `reason` is a word for the machine, `detail` what a rule said about it, if one did."""

    place: Place
    reason: str  # no_counterpart | not_understood | not_evaluated | one of NumberKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers of a document: how many there are, how many at least one rule checked, how many each rule checked, and the rest."""

    numbers: int
    checked: int
    by_rule: tuple[tuple[str, int], ...] = ()
    unchecked: tuple[Unchecked, ...] = ()

    @property
    def reasons(self) -> dict[str, int]:
        """How many numbers were not checked, by reason, the most frequent first."""
        return dict(Counter(item.reason for item in self.unchecked).most_common())
