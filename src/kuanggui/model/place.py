"""Where something stands: the address every figure carries (ADR 0006)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A quoted stretch of a source document.

    `line` counts from 1 in the file as given (paragraph for DOCX, row of sheet number `page` for XLSX, line on `page` for PDF);
    `start` and `end` are character offsets in that line; `row` counts body rows of the table from 1.
    """

    document: str
    sha256: str
    line: int
    start: int
    end: int
    quote: str
    page: int | None = None
    table: str | None = None
    row: int | None = None
    column: str | None = None
