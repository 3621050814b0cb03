"""What a rule is given to go through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kuanggui.findings.judgement import Verdict


@dataclass(frozen=True, slots=True)
class Lack:
    """Why rules with a certain need cannot run: not applicable (the document has no such thing) or not evaluated (it was not given)."""

    verdict: Verdict
    reason: str
    reason_en: str


class Case(Protocol):
    """The thing under check, with the indexes that rules share."""

    def lack(self, need: str) -> Lack | None:
        """What is missing for that need, None if nothing is; raises KeyError for a need it does not know."""
