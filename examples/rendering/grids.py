"""Tables as they are written in the content files: one row a line, `|` between cells, `^` and `<` for merged cells."""

from rendering.content import Cell, Grid

ABOVE = "^"
LEFT = "<"


def read_grid(text: str, header_rows: int) -> Grid:
    """The grid written in `text`; ValueError when rows differ in length or a merge mark has no cell to join."""
    marks = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    widths = {len(row) for row in marks}
    if len(widths) != 1:
        raise ValueError(f"rows of different length {sorted(widths)}: {marks[0]}")
    cells = tuple(
        _cell(marks, row, column)
        for row, line in enumerate(marks)
        for column, mark in enumerate(line)
        if mark not in {ABOVE, LEFT}
    )
    _require_cover(cells, len(marks) * widths.pop(), marks[0])
    return Grid(len(marks), len(marks[0]), header_rows, cells)


def _cell(marks: list[list[str]], row: int, column: int) -> Cell:
    below = [line[column] for line in marks[row + 1 :]]
    rows = 1 + _run(below, ABOVE)
    columns = 1 + _run(marks[row][column + 1 :], LEFT)
    return Cell(row, column, rows, columns, marks[row][column].replace("\\n", "\n"))


def _run(marks: list[str], mark: str) -> int:
    length = 0
    while length < len(marks) and marks[length] == mark:
        length += 1
    return length


def _require_cover(cells: tuple[Cell, ...], places: int, first_row: list[str]) -> None:
    covered = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    if len(covered) != places or sum(cell.rows * cell.columns for cell in cells) != places:
        raise ValueError(f"merge marks do not fit: {first_row}")
