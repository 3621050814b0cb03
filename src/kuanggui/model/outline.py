"""The outline of a document: numbered headings and the clauses below them."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.model.located import LocatedText


@dataclass(frozen=True, slots=True)
class Section:
    """A heading.

    `id` is the path of numbers from the top (`3.2.1`; `u1` for a heading without number, `3.2-2` where 3.2 comes twice); `depth` is 1
    for a chapter; `number` is as printed (第二节, （一）); `text` is the whole heading with its number.
    """

    id: str
    depth: int
    number: str
    title: str
    text: LocatedText
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of running text in its section.

    `id` is `<section id>¶<n>`, with an empty section in front of the first heading; `marker` is the list number that `text` starts
    with (1、, （1）), if it has one.
    """

    id: str
    section: str
    text: LocatedText
    marker: str | None = None
