"""The form of a word processor's text export: a line a paragraph, a tab before each cell, a blank line after a row."""

from collections.abc import Iterable, Iterator

from rendering.content import Block, Box, Grid, Heading, Level, Paragraph

FIRST_BOOKMARK = 900000001


def render_text(blocks: Iterable[Block]) -> str:
    """The whole plan as text, lines ended by a line feed."""
    bookmarks = iter(range(FIRST_BOOKMARK, FIRST_BOOKMARK + 10_000))
    return "".join(f"{line}\n" for block in blocks for line in _lines(block, bookmarks))


def _lines(block: Block, bookmarks: Iterator[int]) -> Iterator[str]:
    match block:
        case Heading(level, text):
            if level is Level.CHAPTER:
                yield ""
            yield text if level is Level.TITLE else f"[bookmark: _Toc{next(bookmarks)}]{text}"
        case Paragraph(text):
            yield text
        case Box():
            yield from _box_lines(block)


def _box_lines(box: Box) -> Iterator[str]:
    if box.caption_place == "before":
        yield box.caption
    if box.caption_place == "inside":
        yield from (f"\t{box.caption}", "")
    yield from _grid_lines(box.grid)
    yield ""
    if box.caption_place == "after":
        yield box.caption


def _grid_lines(grid: Grid) -> Iterator[str]:
    for row in range(grid.rows):
        for cell in sorted(grid.cells, key=lambda cell: cell.column):
            if cell.row <= row < cell.row + cell.rows:
                # A cell merged with the one above keeps its place but not its text.
                yield f"\t{cell.text}" if cell.row == row else "\t"
        yield ""
