"""Putting ragged rows on a grid: whatever the table, no cell is lost, doubled or moved past another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.ingest.boxes.align import align_body
from kuanggui.ingest.boxes.rows import GridCell, GridRow
from kuanggui.model.located import LocatedText

CELLS = st.sampled_from(["", "煤", "铁矿", "万吨", "金属量", "12.5", "≤300", "2020", "合计", "停采"])
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=12)


def row(values: list[str]) -> GridRow:
    texts = [LocatedText.from_line(value, 1) for value in values]
    return GridRow(tuple(GridCell(text, text) for text in texts), 1, 1)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_cells_tile_every_row_in_their_order(table):
    width = max(map(len, table))
    for values, placed in zip(table, align_body([row(values) for values in table], width), strict=True):
        assert list(placed.values) == values
        assert placed.cells[0].start == 0
        assert placed.cells[-1].end == width
        assert all(left.end == right.start for left, right in zip(placed.cells, placed.cells[1:], strict=False))


@settings(max_examples=30, deadline=None)
@given(TABLES)
def test_full_rows_stay_cell_by_cell(table):
    width = max(map(len, table))
    for placed in align_body([row(values) for values in table], width):
        if len(placed.cells) == width:
            assert [cell.start for cell in placed.cells] == list(range(width))
