"""Tables seen as lists."""

from kuanggui.model.document import Table


def texts(table: Table) -> list[list[str]]:
    """The text of the cells that begin in each row."""
    return [[cell.text.text for cell in row] for row in table.rows]


def spans(table: Table) -> list[list[tuple[int, int]]]:
    """Rows and columns that each cell covers."""
    return [[(cell.row_span, cell.column_span) for cell in row] for row in table.rows]
