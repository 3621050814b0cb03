"""Use case: the boxes of a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kuanggui.ingest.phases import read_structure
from kuanggui.ingest.readers import read_document
from kuanggui.model.box import Box, BoxRow, Fill


def read_tables(path: Path) -> tuple[Box, ...]:
    """The boxes of the document in a file; raises UnreadableFileError, MissingToolError."""
    return read_structure(read_document(path)).boxes


def box_record(box: Box) -> dict[str, Any]:
    """A box as plain data for JSON; rows and columns count from 0, lines from 1."""
    return {
        "id": box.id,
        "label": box.label,
        "number": box.number,
        "title": box.title,
        "columns": [column.name for column in box.columns],
        "rows": [_values(row) for row in box.rows],
        "raw_rows": [[cell.text for cell in row.raw] for row in box.rows],
        "roles": [row.role.value for row in box.rows],
        "filled": _filled(box),
        "header": [_values(row) for row in box.header],
        "inferred_columns": [
            {"index": index, "name": column.name, "reason": column.inferred}
            for index, column in enumerate(box.columns)
            if column.inferred is not None
        ],
        "unit": box.unit_note,
        "notes": [note.text for note in box.notes],
        "items": [item.text for item in box.items],
        "remarks": list(box.remarks),
        "line_start": box.line_start,
        "line_end": box.line_end,
        "section": box.section,
    }


def _values(row: BoxRow) -> list[str]:
    return [cell.value for cell in row.cells]


def _filled(box: Box) -> list[tuple[int, int, str]]:
    return [
        (index, column, cell.fill.value)
        for index, row in enumerate(box.rows)
        for column, cell in enumerate(row.cells)
        if cell.fill is not Fill.NONE
    ]
