"""Small documents written down in one notation, as a text export (spans lost) and with exact spans (as DOCX has them)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kuanggui.ingest.phases import Structure, read_structure
from kuanggui.ingest.readers.text_export import read_text
from kuanggui.model.box import Box, Fill
from kuanggui.model.document import Block, Cell, Document, Paragraph, Source, Table
from kuanggui.model.located import LocatedText

EXACT = Source("plan.docx", "0" * 64, 1, "application/test", "test/1")


def _grid(table: str) -> list[list[str]]:
    """Cells between `|`; `^` is merged with the cell above, `<` with the one on the left, `\\n` breaks a line."""
    rows = (line.split("|") for line in table.strip().replace("∅", "").splitlines())
    return [[cell.strip().replace("\\n", "\n") for cell in row] for row in rows]


def _is_table(part: str) -> bool:
    return "|" in part or "\n" in part


@pytest.fixture
def text_form() -> Callable[[list[str]], Structure]:
    """Parts (paragraphs, or tables in notation) → the structure read from their text export."""

    def _read(parts: list[str]) -> Structure:
        lines: list[str] = []
        for part in parts:
            lines += _exported(_grid(part)) if _is_table(part) else [part]
        return read_structure(read_text(Path("plan.txt"), "\n".join(lines).encode()))

    return _read


def _exported(grid: list[list[str]]) -> list[str]:
    lines: list[str] = []
    for row in grid:
        cells = ["" if cell == "^" else cell for cell in row if cell != "<"]
        lines += [f"\t{cell.replace('~', '　')}" for cell in cells]
        lines.append("")
    return [*lines, ""]


@pytest.fixture
def exact_form() -> Callable[[list[str]], Structure]:
    """Parts → the structure read from a document that knows its spans."""

    def _read(parts: list[str]) -> Structure:
        blocks: list[Block] = []
        line = 0
        for part in parts:
            line += 1
            if _is_table(part):
                blocks.append(_table(_grid(part), line))
                line += 100
            else:
                blocks.append(Paragraph(LocatedText.from_line(part, line)))
        return read_structure(Document(EXACT, tuple(blocks)))

    return _read


def _table(grid: list[list[str]], line: int) -> Table:
    rows = tuple(
        tuple(_cell(grid, r, c, line + r) for c, cell in enumerate(row) if cell not in {"<", "^"})
        for r, row in enumerate(grid)
    )
    return Table(rows, spans_known=True, line_start=line, line_end=line + len(grid))


def _cell(grid: list[list[str]], row: int, column: int, line: int) -> Cell:
    right = column + 1
    while right < len(grid[row]) and grid[row][right] == "<":
        right += 1
    below = row + 1
    while below < len(grid) and len(grid[below]) > column and grid[below][column] == "^":
        below += 1
    text = LocatedText.from_line(grid[row][column].replace("~", "　"), line)
    return Cell(text, below - row, right - column)


@pytest.fixture
def drawn() -> Callable[[Box], list[str]]:
    """The body rows of a box as lines; `v` marks cells filled down, `>` cells covered from the left."""

    def _draw(box: Box) -> list[str]:
        marks = {Fill.NONE: "", Fill.DOWN: "v", Fill.RIGHT: ">"}
        return [" | ".join(marks[cell.fill] + cell.value for cell in row.cells).rstrip() for row in box.rows]

    return _draw
