"""Cleaning a whole document."""

from __future__ import annotations

from dataclasses import replace

from kuanggui.ingest.clean.text import clean_text
from kuanggui.model.document import Block, Cell, Document, Paragraph, Table


def clean_document(document: Document) -> Document:
    """The document with every text cleaned; blocks, rows and cells stay one to one."""
    return replace(document, blocks=tuple(map(_clean_block, document.blocks)))


def _clean_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=clean_text(block.text))
    return _clean_table(block)


def _clean_table(table: Table) -> Table:
    return replace(table, rows=tuple(tuple(map(_clean_cell, row)) for row in table.rows))


def _clean_cell(cell: Cell) -> Cell:
    return replace(cell, text=clean_text(cell.text), tables=tuple(map(_clean_table, cell.tables)))
