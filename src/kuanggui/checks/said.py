"""What a rule can say while it goes through a document: it holds, it does not, or it cannot be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kuanggui.findings.evidence import Weighed
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place
from kuanggui.regulation.citation import Citation


class Located(Protocol):
    """Anything that stands somewhere in a document: a fact, a number, a reference."""

    @property
    def place(self) -> Place:
        """Its address."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A bare place, where a rule looked at something that is neither fact nor number."""

    place: Place


@dataclass(frozen=True, slots=True)
class Hit:
    """A relation that does not hold.

    `figures` are the facts or numbers weighed against each other, the doubtful one first; `places` (default: those of the
    figures) is what the reader is shown, where to mend first. `values` fills the message beside the evidence. `severity`
    replaces that of the rule. `subject_en` names the subject in English messages where it has words of ours in it.
    """

    subject: str
    figures: Sequence[Located] = ()
    evidence: Mapping[str, Weighed] = field(default_factory=dict)
    places: Sequence[Place] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    citations: Sequence[Citation] = ()
    subject_en: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A relation that holds, and the facts or numbers in it."""

    figures: Sequence[Located] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A relation that is in scope but cannot be told, and why, in Chinese and English."""

    reason: str
    reason_en: str
    figures: Sequence[Located] = ()


Said = Hit | Checked | Skipped
