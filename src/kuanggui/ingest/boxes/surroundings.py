"""Which paragraphs belong to a table: caption and unit line in front of it or behind, notes behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kuanggui.ingest.boxes.captions import Caption, is_note, is_title, read_caption, read_title, read_unit_line
from kuanggui.ingest.outline.candidates import clause_marker
from kuanggui.model.document import Block, Paragraph, Table
from kuanggui.model.located import LocatedText


@dataclass
class Surroundings:
    """What stands around one table; `claimed` are the indexes of the blocks taken."""

    caption: Caption | None = None
    caption_text: LocatedText | None = None
    unit: str | None = None
    notes: list[LocatedText] = field(default_factory=list)
    claimed: list[int] = field(default_factory=list)


def find_surroundings(blocks: Sequence[Block]) -> dict[int, Surroundings]:
    """The surroundings of every table, by its block index."""
    behind = _captions_stand_behind(blocks)
    found: dict[int, Surroundings] = {}
    taken: set[int] = set()
    for index in (i for i, block in enumerate(blocks) if isinstance(block, Table)):
        around = found[index] = Surroundings()
        if not behind:
            _look_ahead_of(blocks, index, around, taken)
        _look_behind(blocks, index, around, captions=behind)
        taken.update(around.claimed)
    return found


def claimed_blocks(found: Mapping[int, Surroundings]) -> frozenset[int]:
    """All blocks that belong to tables."""
    return frozenset(index for around in found.values() for index in around.claimed)


def _captions_stand_behind(blocks: Sequence[Block]) -> bool:
    """Whether this document puts captions below its tables: a caption between two tables does not tell, the ends do."""
    before = behind = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and read_caption(block.text.text):
            before += isinstance(next((b for _, b in _ahead(blocks, index)), None), Table)
            behind += index > 0 and isinstance(blocks[index - 1], Table) and not _starts_with_caption(blocks[index - 1])
    return behind > before


def _starts_with_caption(block: Block) -> bool:
    return (
        isinstance(block, Table)
        and bool(block.rows and block.rows[0])
        and bool(read_caption(block.rows[0][0].text.text))
    )


def _ahead(blocks: Sequence[Block], index: int) -> Iterator[tuple[int, Block]]:
    """The blocks behind `index`, unit lines left out."""
    for i in range(index + 1, len(blocks)):
        block = blocks[i]
        if not (isinstance(block, Paragraph) and read_unit_line(block.text.text)):
            yield i, block


def _look_ahead_of(blocks: Sequence[Block], index: int, around: Surroundings, taken: set[int]) -> None:
    """Take unit line and caption from the paragraphs in front of a table."""
    at = index - 1
    unit = _unit_at(blocks, at, taken)
    if unit:
        at -= 1
    caption = _caption_at(blocks, at, taken)
    if unit:
        around.unit = unit
        around.claimed.append(index - 1)
    if caption:
        _take_caption(blocks, at, around, caption)


def _unit_at(blocks: Sequence[Block], at: int, taken: set[int]) -> str | None:
    block = blocks[at] if at >= 0 and at not in taken else None
    return read_unit_line(block.text.text) if isinstance(block, Paragraph) else None


def _caption_at(blocks: Sequence[Block], at: int, taken: set[int]) -> Caption | None:
    block = blocks[at] if at >= 0 and at not in taken else None
    if not isinstance(block, Paragraph):
        return None
    text = block.text.text
    if caption := read_caption(text):
        return caption
    is_heading = block.heading_level is not None or clause_marker(text)
    return read_title(text) if is_title(text) and not is_heading else None


def _take_caption(blocks: Sequence[Block], at: int, around: Surroundings, caption: Caption) -> None:
    block = blocks[at]
    around.caption = caption
    around.caption_text = block.text if isinstance(block, Paragraph) else None
    around.claimed.append(at)


def _look_behind(blocks: Sequence[Block], index: int, around: Surroundings, captions: bool) -> None:
    """Take the notes behind a table, and its caption where this document puts captions there."""
    at = index + 1
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            return
        caption = read_caption(block.text.text) if captions and around.caption is None else None
        if caption:
            _take_caption(blocks, at, around, caption)
        elif is_note(block.text.text) and block.heading_level is None:
            around.notes.append(block.text)
            around.claimed.append(at)
        else:
            return
        at += 1
