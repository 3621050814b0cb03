"""Property: whatever python-docx merges, the reader gives the same grid."""

import io
from pathlib import Path

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.ingest.readers.docx import read_docx
from kuanggui.model.document import Table

ROWS, COLUMNS = st.integers(1, 6), st.integers(1, 6)
Grid = list[list[str]]


@st.composite
def rectangles(draw: st.DrawFn, rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    """Rectangles of cells that do not overlap."""
    taken: set[tuple[int, int]] = set()
    found = []
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        bottom, right = draw(st.integers(top, rows - 1)), draw(st.integers(left, columns - 1))
        covered = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        if not covered & taken:
            taken |= covered
            found.append((top, left, bottom, right))
    return found


def written(rows: int, columns: int, merges: list[tuple[int, int, int, int]]) -> tuple[bytes, Grid]:
    document = docx.Document()
    table = document.add_table(rows, columns)
    grid = [[f"r{r}c{c}" for c in range(columns)] for r in range(rows)]
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    for top, left, bottom, right in merges:
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        merged.text = f"r{top}c{left}"
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                grid[r][c] = merged.text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue(), grid


def unfolded(table: Table) -> Grid:
    """The text that each grid position shows, told from order and spans alone."""
    found: dict[tuple[int, int], str] = {}
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while (r, c) in found:
                c += 1
            for down in range(cell.row_span):
                for across in range(cell.column_span):
                    assert (r + down, c + across) not in found
                    found[r + down, c + across] = cell.text.text
    height, width = (max(place[axis] for place in found) + 1 for axis in (0, 1))
    return [[found[r, c] for c in range(width)] for r in range(height)]


@settings(max_examples=60, deadline=None)
@given(st.data(), ROWS, COLUMNS)
def test_random_merges_read_back_to_the_same_grid(data: st.DataObject, rows: int, columns: int) -> None:
    content, grid = written(rows, columns, data.draw(rectangles(rows, columns)))
    (table,) = read_docx(Path("grid.docx"), content).blocks
    assert isinstance(table, Table)
    assert unfolded(table) == grid
