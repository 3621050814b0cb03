"""The verdict on a screening case, derived from its findings and open rules by one stated rule."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kuanggui.findings.judgement import Severity


class Ruling(StrEnum):
    """The verdict, from the best to the worst."""

    CONFORMS = "conforms"
    CONDITIONAL = "conforms_with_conditions"
    UNDECIDED = "cannot_be_decided"
    FAILS = "does_not_conform"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return _RANKS[self]

    @property
    def label(self) -> str:
        """The Chinese words."""
        return _LABELS[self][0]

    @property
    def label_en(self) -> str:
        """The English words."""
        return _LABELS[self][1]


_RANKS = {ruling: rank for rank, ruling in enumerate(Ruling)}
_LABELS = {
    Ruling.CONFORMS: ("符合", "conforms"),
    Ruling.CONDITIONAL: ("有条件符合", "conforms with conditions"),
    Ruling.UNDECIDED: ("无法判定", "cannot be decided"),
    Ruling.FAILS: ("不符合", "does not conform"),
}
# What a finding makes of the verdict at least, and what an open rule does that could have found as much.
OF_FINDING = {Severity.ERROR: Ruling.FAILS, Severity.WARNING: Ruling.CONDITIONAL, Severity.INFO: Ruling.CONFORMS}
OF_OPEN = {Severity.ERROR: Ruling.UNDECIDED, Severity.WARNING: Ruling.CONDITIONAL, Severity.INFO: Ruling.CONFORMS}


def decide(findings: Iterable[Severity], open_rules: Iterable[Severity]) -> Ruling:
    """The worst that any finding or open rule makes of it; so one more of either never betters the verdict.

    >>> decide([Severity.WARNING], [Severity.ERROR]).value
    'cannot_be_decided'
    """
    levels = {OF_FINDING[severity] for severity in set(findings)} | {OF_OPEN[severity] for severity in set(open_rules)}
    return max(levels, key=lambda ruling: ruling.rank, default=Ruling.CONFORMS)
