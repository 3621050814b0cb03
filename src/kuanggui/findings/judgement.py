"""How grave a finding is, and how a rule ends."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How sure and how grave: error = certainly inconsistent, warning = probably or depending on scope, info = formal."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest, so that findings sort by it."""
        return _RANKS[self]

    def reaches(self, threshold: Severity) -> bool:
        """Whether this is as grave as `threshold` or graver."""
        return self.rank <= threshold.rank


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Verdict(StrEnum):
    """How a rule ends on one document. Missing data never reads as passed."""

    PASSED = "passed"
    FOUND = "found"
    NOT_APPLICABLE = "not_applicable"
    NOT_EVALUATED = "not_evaluated"
