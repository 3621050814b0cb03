"""Pieces of a table on two pages put together again."""

from dataclasses import replace

from kuanggui.ingest.readers.pdf.continued import WholeTable
from kuanggui.ingest.readers.pdf.layout import Line, PageCell, PageTable

WIDTH = 100.0
EDGES = (0.0, 100.0, 200.0)


def cell(row: int, column: int, *lines: str, rows: int = 1, columns: int = 1) -> PageCell:
    """A cell whose lines are ten points a character wide."""
    found = tuple(Line(line, 0, 10.0 * len(line), 0, 10, 10, lead=10) for line in lines)
    return PageCell(row, column, rows, columns, found, WIDTH * columns)


def piece(*cells: PageCell, edges: tuple[float, ...] = EDGES) -> PageTable:
    return PageTable(0, 100, edges, max(c.row + c.row_span for c in cells), cells)


def grid(*values: tuple[str, str], above: int = 0) -> list[PageCell]:
    return [cell(row, column, text) for row, pair in enumerate(values, above) for column, text in enumerate(pair)]


def shown(whole: WholeTable) -> list[tuple[int, int, int, str]]:
    return [(c.row, c.column, c.row_span, "|".join(line.text for line in c.lines)) for c in whole.table.cells]


def test_rows_follow_each_other() -> None:
    whole = WholeTable(piece(*grid(("甲", "1")))).with_piece(piece(*grid(("乙", "2"))))
    assert shown(whole) == [(0, 0, 1, "甲"), (0, 1, 1, "1"), (1, 0, 1, "乙"), (1, 1, 1, "2")]
    assert (whole.table.row_count, whole.header_rows) == (2, 0)


def test_repeated_header_rows_are_taken_out() -> None:
    first = piece(*grid(("矿种", "个数"), ("甲", "1")))
    whole = WholeTable(first).with_piece(piece(*grid(("矿种", "个数"), ("乙", "2"))))
    whole = whole.with_piece(piece(*grid(("矿种", "个数"), ("丙", "3"))))
    assert [text for *_, text in shown(whole)] == ["矿种", "个数", "甲", "1", "乙", "2", "丙", "3"]
    assert whole.header_rows == 1


def test_the_rest_of_a_torn_row_is_put_back() -> None:
    first = piece(cell(0, 0, "石门岭钨锡重点勘查"), cell(0, 1, "428.60"))
    rest = piece(cell(0, 0, "区"), cell(0, 1), *grid(("乙", "2"), above=1))
    assert shown(WholeTable(first).with_piece(rest)) == [
        (0, 0, 1, "石门岭钨锡重点勘查|区"), (0, 1, 1, "428.60"), (1, 0, 1, "乙"), (1, 1, 1, "2"),
    ]  # fmt: skip


def test_an_empty_rest_of_a_row_is_no_row() -> None:
    whole = WholeTable(piece(*grid(("甲", "1")))).with_piece(piece(cell(0, 0), cell(0, 1), *grid(("乙", "2"), above=1)))
    assert [text for *_, text in shown(whole)] == ["甲", "1", "乙", "2"]


def test_a_row_below_short_lines_is_a_row_of_its_own() -> None:
    whole = WholeTable(piece(*grid(("甲", "1")))).with_piece(piece(cell(0, 0, "乙"), cell(0, 1)))
    assert whole.table.row_count == 2


def test_a_merged_cell_goes_on_over_the_page() -> None:
    first = piece(cell(0, 0, "金属", rows=2), cell(0, 1, "铁"), cell(1, 1, "铜"))
    second = piece(cell(0, 0, rows=2), cell(0, 1, "铅"), cell(1, 1, "锌"))
    assert shown(WholeTable(first).with_piece(second)) == [
        (0, 0, 4, "金属"), (0, 1, 1, "铁"), (1, 1, 1, "铜"), (2, 1, 1, "铅"), (3, 1, 1, "锌"),
    ]  # fmt: skip


def test_an_empty_cell_below_a_single_one_stays_empty() -> None:
    whole = WholeTable(piece(*grid(("甲", "注")))).with_piece(piece(cell(0, 0, "乙"), cell(0, 1)))
    assert shown(whole)[2:] == [(1, 0, 1, "乙"), (1, 1, 1, "")]


def test_a_merged_cell_goes_on_over_two_page_ends() -> None:
    first = piece(cell(0, 0, "金属", rows=2), cell(0, 1, "铁"), cell(1, 1, "铜"))
    next_one = piece(cell(0, 0), cell(0, 1, "铅"))
    whole = WholeTable(first).with_piece(next_one).with_piece(next_one)
    assert shown(whole)[0] == (0, 0, 4, "金属")


def test_pieces_of_other_columns_do_not_belong_together() -> None:
    whole = WholeTable(piece(*grid(("甲", "1"))))
    assert whole.goes_on_in(piece(*grid(("乙", "2")), edges=(1.0, 99.0, 202.0)))
    assert not whole.goes_on_in(piece(*grid(("乙", "2")), edges=(0.0, 80.0, 200.0)))
    assert not whole.goes_on_in(piece(*grid(("乙", "2")), edges=(0.0, 100.0, 220.0)))


def test_a_piece_without_one_of_the_columns_merges_over_it() -> None:
    wide = replace(piece(cell(0, 0, "甲", columns=1)), edges=(0.0, 200.0))
    whole = WholeTable(piece(*grid(("乙", "2")))).with_piece(wide)
    assert whole.table.cells[-1].column_span == 2


def test_a_row_whose_merged_cell_reaches_on_is_no_repeated_header() -> None:
    pieces = [piece(cell(0, 0, "金属", rows=2), cell(0, 1, "铁"), cell(1, 1, second)) for second in ("铜", "铅")]
    whole = WholeTable(pieces[0]).with_piece(pieces[1])
    assert [text for *_, text in shown(whole)] == ["金属", "铁", "铜", "金属", "铁", "铅"]
    assert whole.header_rows == 0
