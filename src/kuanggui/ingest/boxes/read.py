"""All boxes of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kuanggui.ingest.boxes.build import build_grid
from kuanggui.ingest.boxes.captions import Caption
from kuanggui.ingest.boxes.joins import continues, drop_repeated_headers, join
from kuanggui.ingest.boxes.lost_header import Context, Listings
from kuanggui.ingest.boxes.parts import Parts, take_apart
from kuanggui.ingest.boxes.rows import table_rows
from kuanggui.ingest.boxes.surroundings import Surroundings
from kuanggui.model.box import Box
from kuanggui.model.document import Block, Document, Table
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Clause


@dataclass
class _Draft:
    """A table taken apart, with the index of its block and of the last block that belongs to it."""

    parts: Parts
    around: Surroundings
    exact: bool
    index: int
    last: int
    remarks: list[str]


def read_boxes(
    raw: Document,
    cleaned: Document,
    surroundings: Mapping[int, Surroundings],
    clauses: Sequence[Clause],
    section_at: Sequence[str],
) -> tuple[Box, ...]:
    """The boxes of a document, `raw` and `cleaned` being the same before and after cleaning; nested tables are left in their cells."""
    names, listings = _Names(), Listings(clauses)
    return tuple(_box(draft, names, listings, section_at[draft.index]) for draft in _drafts(raw, cleaned, surroundings))


def _drafts(raw: Document, cleaned: Document, surroundings: Mapping[int, Surroundings]) -> list[_Draft]:
    drafts: list[_Draft] = []
    for index, around in surroundings.items():
        table = _table(cleaned.blocks[index])
        rows = table_rows(_table(raw.blocks[index]), table)
        if not rows:
            continue
        parts = take_apart(rows, around.caption is not None, table.header_rows)
        if around.caption is not None:
            parts.caption, parts.caption_text = around.caption, around.caption_text
        before = drafts[-1] if drafts else None
        if before and continues(before.parts, parts, adjacent=before.last + 1 == index):
            join(before.parts, parts)
            before.last = max([index, *around.claimed])
            before.remarks.append(f"第 {parts.first_line} 行起的续表已并入")
            continue
        drafts.append(_Draft(parts, around, table.spans_known, index, max([index, *around.claimed]), []))
    return drafts


def _table(block: Block) -> Table:
    assert isinstance(block, Table)
    return block


class _Names:
    """Identifiers, each given once."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.unnumbered = 0

    def give(self, caption: Caption | None) -> str:
        """`box-5` for 专栏5, `box-5-2` for the second one, `box-t3` for the third table without number."""
        if caption is None or caption.number is None:
            self.unnumbered += 1
            own = f"box-t{self.unnumbered}"
        else:
            own = f"{caption.prefix}-{caption.number}"
        count, name = 1, own
        while name in self.used:
            count += 1
            name = f"{own}-{count}"
        self.used.add(name)
        return name


def _box(draft: _Draft, names: _Names, listings: Listings, section: str) -> Box:
    parts, around = draft.parts, draft.around
    caption = parts.caption
    repeated = drop_repeated_headers(parts)
    if repeated:
        draft.remarks.append(f"表头在表中重复 {repeated} 次，已略去")
    label = caption.label if caption else None
    grid = build_grid(parts, draft.exact, Context(label, listings))
    return Box(
        id=names.give(caption),
        label=label,
        number=caption.number if caption else None,
        title=caption.title if caption else "",
        caption=parts.caption_text,
        unit_note=parts.unit or around.unit or (caption.unit if caption else None),
        columns=grid.columns,
        header=grid.header,
        rows=grid.rows,
        notes=(*parts.notes, *around.notes),
        items=grid.items,
        section=section,
        line_start=_first_line(parts.caption_text, parts.first_line),
        line_end=parts.last_line,
        remarks=(*draft.remarks, *grid.remarks),
    )


def _first_line(caption: LocatedText | None, first: int) -> int:
    line = caption.span().line if caption else 0
    return min(line, first) if line and first else line or first
