"""The outline of a document: sections, clauses, title."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kuanggui.ingest.outline.candidates import clause_marker
from kuanggui.ingest.outline.headings import find_headings
from kuanggui.ingest.outline.sections import build_sections
from kuanggui.ingest.outline.words import heading_words
from kuanggui.model.document import Block, Document, Paragraph
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Clause, Section


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections and clauses in reading order; `section_at` is the section id of every block, empty in front of the first one."""

    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    section_at: tuple[str, ...]


def read_outline(blocks: Sequence[Block], claimed: Collection[int]) -> Outline:
    """Tell headings from clauses; every paragraph but `claimed` ones and the table of contents is one of the two, or both."""
    headings, contents = find_headings(blocks, claimed)
    texts = {index: _text(blocks[index]).cut(0, heading.title_end) for index, heading in headings.items()}
    sections = build_sections(headings, texts)
    section_at: list[str] = []
    for index in range(len(blocks)):
        section_at.append(sections[index].id if index in sections else section_at[-1] if section_at else "")
    left = {
        index: _text(block).cut(headings[index].title_end) if index in headings else _text(block)
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and index not in claimed and index not in contents
    }
    clauses = tuple(_clauses({i: t.stripped() for i, t in left.items() if t.text.strip()}, section_at))
    return Outline(tuple(sections.values()), clauses, tuple(section_at))


def _text(block: Block) -> LocatedText:
    return block.text if isinstance(block, Paragraph) else LocatedText("", ())


def _clauses(texts: dict[int, LocatedText], section_at: Sequence[str]) -> Iterator[Clause]:
    counts: dict[str, int] = {}
    for index, text in texts.items():
        section = section_at[index]
        counts[section] = counts.get(section, 0) + 1
        yield Clause(f"{section}¶{counts[section]}", section, text, clause_marker(text.text))


def read_title(document: Document, outline: Outline) -> str:
    """The title: words in front of the first heading that name a plan, the name the plan gives itself, or the file name."""
    front = [clause.text.text for clause in outline.clauses if not clause.section]
    return _front_title(front) or _own_name(outline.clauses) or PurePath(document.source.name).stem


def _front_title(front: Sequence[str]) -> str | None:
    for index, text in enumerate(front):
        if len(text) <= 50 and text.split("（")[0].strip().endswith(heading_words().plan_words):
            behind = front[index + 1] if index + 1 < len(front) else ""
            return text + (behind if behind.startswith("（") and behind.endswith("）") and "（" not in text else "")
    return None


def _own_name(clauses: Sequence[Clause]) -> str | None:
    pattern = heading_words().self_name
    return next((match[1] for clause in clauses if (match := pattern.search(clause.text.text))), None)
