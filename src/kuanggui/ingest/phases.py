"""The phases that turn a document into a structured plan, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kuanggui.ingest.boxes import claimed_blocks, find_surroundings, read_boxes
from kuanggui.ingest.clean import clean_document
from kuanggui.ingest.facts import gather
from kuanggui.ingest.outline import read_outline, read_title
from kuanggui.ingest.readers import read_document
from kuanggui.model.box import Box
from kuanggui.model.document import Document
from kuanggui.model.outline import Clause, Section
from kuanggui.model.reading import Reading

PHASES = ("read", "structure", "facts")


@dataclass(frozen=True, slots=True)
class Structure:
    """A cleaned document taken apart: every paragraph is a heading, a clause, part of a box, or in the table of contents."""

    document: Document
    title: str
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    boxes: tuple[Box, ...]


def read_structure(document: Document) -> Structure:
    """Clean the document and read its outline and boxes."""
    cleaned = clean_document(document)
    surroundings = find_surroundings(cleaned.blocks)
    outline = read_outline(cleaned.blocks, claimed_blocks(surroundings))
    boxes = read_boxes(document, cleaned, surroundings, outline.clauses, outline.section_at)
    return Structure(cleaned, read_title(cleaned, outline), outline.sections, outline.clauses, boxes)


def read(path: Path, report: Callable[[str], None] = lambda phase: None) -> Reading:
    """Read a file through all phases; `report` is called with the name of each of PHASES as it begins.

    Raises UnreadableFileError or MissingToolError when the file cannot be read.
    """
    report("read")
    document = read_document(path)
    report("structure")
    structure = read_structure(document)
    report("facts")
    return read_facts(structure)


def read_facts(structure: Structure) -> Reading:
    """Find the numbers, facts and statements of a structure."""
    got = gather(structure.document, structure.title, structure.sections, structure.clauses, structure.boxes)
    return Reading(
        document=structure.document,
        title=structure.title,
        region=got.home,
        sections=structure.sections,
        clauses=structure.clauses,
        boxes=structure.boxes,
        numbers=tuple(got.numbers),
        facts=tuple(got.facts),
        breakdowns=tuple(got.breakdowns),
        changes=tuple(got.changes),
        shares=tuple(got.shares),
        references=tuple(got.references),
    )
