"""Building one box from the parts of its table."""

from __future__ import annotations

from dataclasses import dataclass, field

from kuanggui.ingest.boxes.align import align_body
from kuanggui.ingest.boxes.align_header import HeaderFit, align_header
from kuanggui.ingest.boxes.columns import Columns, column_kinds, header_paths
from kuanggui.ingest.boxes.fill import fill_rows, plain_cells
from kuanggui.ingest.boxes.lost_header import Context, Restored, restore_header
from kuanggui.ingest.boxes.parts import Parts
from kuanggui.ingest.boxes.profile import Profile, learn
from kuanggui.ingest.boxes.roles import row_roles
from kuanggui.ingest.boxes.rows import GridRow
from kuanggui.ingest.boxes.texts import lines
from kuanggui.model.box import BoxCell, BoxColumn, BoxRow, RowRole
from kuanggui.model.located import LocatedText


@dataclass
class Grid:
    """The grid of a box."""

    columns: tuple[BoxColumn, ...] = ()
    header: tuple[BoxRow, ...] = ()
    rows: tuple[BoxRow, ...] = ()
    items: tuple[LocatedText, ...] = ()
    remarks: list[str] = field(default_factory=list)


def build_grid(parts: Parts, exact: bool, context: Context) -> Grid:
    """Columns and rows of a table; a table of one column and no header is a list, and its lines are the items."""
    if not parts.header and all(row.is_band() for row in parts.body):
        return _list_grid(parts)
    width = max((_width(row, exact) for row in (*parts.header, *parts.body)), default=0)
    body = parts.body if exact else align_body(parts.body, width)
    profile = learn([row for row in body if not row.is_band()], width)
    fit = HeaderFit(parts.header, exact=True) if exact else align_header(parts.header, profile)
    return _filled_grid(restore_header(fit, body, profile, context), body, profile, exact)


def _width(row: GridRow, exact: bool) -> int:
    return max(cell.end for cell in row.cells) if exact else len(row.cells)


def _list_grid(parts: Parts) -> Grid:
    rows = tuple(
        BoxRow((BoxCell(row.cells[0].text),), (row.cells[0].raw,), RowRole.DATA, row.line) for row in parts.body
    )
    items = tuple(line for row in parts.body for line in lines(row.cells[0].text))
    return Grid((BoxColumn(()),) if rows else (), (), rows, items)


def _filled_grid(header: Restored, body: list[GridRow], profile: Profile, exact: bool) -> Grid:
    paths = list(header_paths(header.rows, profile.width))
    inferred = header.inferred
    for column, (name, _) in inferred.items():
        paths[column] = (name,) if name else ()
    columns = Columns(tuple(paths), column_kinds(paths, profile, body))
    roles = row_roles(body, columns, profile)
    cells = fill_rows(body, roles, columns, exact)
    return Grid(
        columns=tuple(BoxColumn(path, inferred[c][1] if c in inferred else None) for c, path in enumerate(paths)),
        header=tuple(_box_row(row, plain_cells(row, profile.width), RowRole.SUBHEADER) for row in header.rows),
        rows=tuple(_box_row(row, found, role) for row, found, role in zip(body, cells, roles, strict=True)),
        remarks=list(header.remarks),
    )


def _box_row(row: GridRow, cells: tuple[BoxCell, ...], role: RowRole) -> BoxRow:
    raw = tuple(cell.raw for cell in row.cells if not cell.merged)
    return BoxRow(cells, raw, role, row.line)
