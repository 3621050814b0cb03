"""The neutral document that every reader produces: paragraphs and tables in reading order, nothing interpreted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kuanggui.model.located import LocatedText
from kuanggui.model.place import Place


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from. `reader` names reader and version, `notes` what was lost or assumed."""

    name: str
    sha256: str
    size: int
    media_type: str
    reader: str
    encoding: str | None = None
    notes: tuple[str, ...] = ()


class ParagraphKind(StrEnum):
    """Where a paragraph stood in its source."""

    BODY = "body"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `heading_level` (1 = topmost) and `toc_anchor` are hints that the source itself gives."""

    text: LocatedText
    kind: ParagraphKind = ParagraphKind.BODY
    heading_level: int | None = None
    toc_anchor: bool = False
    toc_entry: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with its extent in grid rows and columns; the extent is 1 × 1 where the source does not tell."""

    text: LocatedText
    row_span: int = 1
    column_span: int = 1
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its source has it.

    With `spans_known` each row lists the cells that begin in it, and `column_span`/`row_span` say how far they reach (cells
    covered from above are left out). Without it (text exports) rows are ragged: merged-away cells show as empty, spans are lost.
    """

    rows: tuple[tuple[Cell, ...], ...]
    spans_known: bool
    header_rows: int | None = None
    name: str | None = None
    line_start: int = 0
    line_end: int = 0


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A source file and its blocks in reading order."""

    source: Source
    blocks: tuple[Block, ...] = field(repr=False)

    def place(
        self,
        text: LocatedText,
        start: int = 0,
        end: int | None = None,
        *,
        table: str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> Place:
        """The address of characters `start` to `end` of a text of this document."""
        span = text.span(start, end)
        return Place(
            document=self.source.name,
            sha256=self.source.sha256,
            line=span.line,
            start=span.start,
            end=span.end,
            quote=text.text[start:end],
            page=span.page,
            table=table,
            row=row,
            column=column,
        )
