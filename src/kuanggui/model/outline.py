"""The outline of a document: numbered headings and the clauses below them."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.model.located import LocatedText


@dataclass(frozen=True, slots=True)
class Section:
    """A heading. `id` is the path of numbers from the top (`3.2.1`), `depth` 1 for a chapter, `number` as printed (第二节, （一）)."""

    id: str
    depth: int
    number: str
    title: str
    text: LocatedText
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of running text in its section. `id` is `<section id>¶<n>`; `marker` is a list number in front (1、, （1）)."""

    id: str
    section: str
    text: LocatedText
    marker: str | None = None
