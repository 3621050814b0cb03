"""A document after all phases: what was read out of it, each item with its place."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.model.box import Box
from kuanggui.model.document import Document
from kuanggui.model.fact import Breakdown, Change, Fact, Reference, Share
from kuanggui.model.number import NumberToken
from kuanggui.model.outline import Clause, Section


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of the phases (ingest.phases), in reading order; `region` is the code of the area the document is about."""

    document: Document
    title: str
    region: str | None = None
    sections: tuple[Section, ...] = ()
    clauses: tuple[Clause, ...] = ()
    boxes: tuple[Box, ...] = ()
    numbers: tuple[NumberToken, ...] = ()
    facts: tuple[Fact, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    changes: tuple[Change, ...] = ()
    shares: tuple[Share, ...] = ()
    references: tuple[Reference, ...] = ()
