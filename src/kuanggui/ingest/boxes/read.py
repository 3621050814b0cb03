"""All boxes of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kuanggui.ingest.boxes.build import build_grid
from kuanggui.ingest.boxes.captions import Caption
from kuanggui.ingest.boxes.drafts import Draft, draft_boxes
from kuanggui.ingest.boxes.joins import drop_repeated_headers
from kuanggui.ingest.boxes.lost_header import Context, Listings
from kuanggui.ingest.boxes.surroundings import Surroundings
from kuanggui.model.box import Box
from kuanggui.model.document import Document
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Clause


def read_boxes(
    raw: Document,
    cleaned: Document,
    surroundings: Mapping[int, Surroundings],
    clauses: Sequence[Clause],
    section_at: Sequence[str],
) -> tuple[Box, ...]:
    """The boxes of a document, `raw` and `cleaned` being the same before and after cleaning."""
    names, listings = _Names(), Listings(clauses)
    drafts = draft_boxes(raw, cleaned, surroundings)
    return tuple(_box(draft, names, listings, section_at[draft.index]) for draft in drafts)


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


def _box(draft: Draft, names: _Names, listings: Listings, section: str) -> Box:
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
