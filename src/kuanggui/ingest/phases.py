"""The phases that turn a document into a structured plan, in order."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.ingest.boxes import claimed_blocks, find_surroundings, read_boxes
from kuanggui.ingest.clean import clean_document
from kuanggui.ingest.outline import read_outline, read_title
from kuanggui.model.box import Box
from kuanggui.model.document import Document
from kuanggui.model.outline import Clause, Section


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
