"""From the tables of a document to drafts of boxes: parts told apart, cut tables joined, nested tables brought out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kuanggui.ingest.boxes.joins import continues, join
from kuanggui.ingest.boxes.parts import Parts, take_apart
from kuanggui.ingest.boxes.rows import table_rows
from kuanggui.ingest.boxes.surroundings import Surroundings
from kuanggui.model.document import Block, Document, Table


@dataclass
class Draft:
    """A table taken apart; `index` is its block and `last` the last block that belongs to it."""

    parts: Parts
    around: Surroundings
    exact: bool
    index: int
    last: int
    remarks: list[str] = field(default_factory=list)


def draft_boxes(raw: Document, cleaned: Document, surroundings: Mapping[int, Surroundings]) -> list[Draft]:
    """Drafts in reading order, `raw` and `cleaned` being the same document before and after cleaning."""
    drafts: list[Draft] = []
    for index, around in surroundings.items():
        for draft in _drafts_of(_table(raw.blocks[index]), _table(cleaned.blocks[index]), around, index):
            before = drafts[-1] if drafts else None
            if before and continues(before.parts, draft.parts, adjacent=before.last + 1 == index):
                join(before.parts, draft.parts)
                before.last = draft.last
                before.remarks.append(f"第 {draft.parts.first_line} 行起的续表已并入")
            else:
                drafts.append(draft)
    return drafts


def _table(block: Block) -> Table:
    assert isinstance(block, Table)
    return block


def _drafts_of(raw: Table, cleaned: Table, around: Surroundings, index: int) -> Iterator[Draft]:
    """The draft of a table and of those in its cells; a frame around one table only gives it its caption."""
    rows = table_rows(raw, cleaned)
    if not rows:
        return
    parts = take_apart(rows, around.caption is not None, cleaned.header_rows)
    if around.caption is not None:
        parts.caption, parts.caption_text = around.caption, around.caption_text
    nested = list(_nested(raw, cleaned))
    frame = bool(nested) and not any(row.filled for row in (*parts.header, *parts.body))
    if not frame:
        yield Draft(parts, around, cleaned.spans_known, index, max([index, *around.claimed]))
    for position, (inner_raw, inner) in enumerate(nested):
        inherited = _framed(parts, around) if frame and position == 0 else Surroundings()
        for draft in _drafts_of(inner_raw, inner, inherited, index):
            if not frame:
                draft.remarks.append("嵌套在上一个表的单元格中")
            yield draft


def _framed(parts: Parts, around: Surroundings) -> Surroundings:
    return Surroundings(parts.caption, parts.caption_text, parts.unit or around.unit, [*parts.notes, *around.notes])


def _nested(raw: Table, cleaned: Table) -> Iterator[tuple[Table, Table]]:
    for raw_row, row in zip(raw.rows, cleaned.rows, strict=True):
        for raw_cell, cell in zip(raw_row, row, strict=True):
            yield from zip(raw_cell.tables, cell.tables, strict=True)
