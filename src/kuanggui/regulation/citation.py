"""Where a value of law or a catalogue entry was read, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Confidence(StrEnum):
    """How a value is known: read in the official text, read in a copy or report, or from general knowledge."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Citation:
    """A document, with its number, article and address where they are known."""

    document: str
    number: str | None = None
    article: str | None = None
    url: str | None = None

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Citation:
        """The citation in a data file."""
        return cls(data["document"], data.get("number"), data.get("article"), data.get("url"))
