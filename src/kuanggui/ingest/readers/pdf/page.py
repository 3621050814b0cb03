"""Reading one page: tables first, then the lines outside of them."""

from __future__ import annotations

from dataclasses import dataclass

from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.text import dedupe_chars

from kuanggui.ingest.readers.pdf.layout import PageLayout, number_lines
from kuanggui.ingest.readers.pdf.lines import Char, is_level, read_lines
from kuanggui.ingest.readers.pdf.tables import find_tables, is_crowded, read_table


@dataclass(frozen=True, slots=True)
class RawPage:
    """What the library finds on a page; of a drawing with countless lines no tables."""

    number: int
    width: float
    height: float
    chars: list[Char]
    tables: list[Table]
    crowded: bool


def extract(page: Page) -> RawPage:
    """The characters and ruled tables of a page; raises almost anything on damaged pages."""
    crowded = is_crowded(page)
    return RawPage(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        chars=list(dedupe_chars(page.chars)),
        tables=[] if crowded else find_tables(page),
        crowded=crowded,
    )


def lay_out(page: RawPage) -> PageLayout:
    """The lines and tables of a page with their places."""
    layout = PageLayout(page.number, page.width, page.height, crowded=page.crowded)
    shown = [char for char in page.chars if char["text"].strip()]
    layout.characters = len(shown)
    layout.rotated = sum(not is_level(char) for char in shown)
    layout.undecoded = sum(char["text"].startswith("(cid:") for char in shown)
    chars = [char for char in page.chars if is_level(char)]
    for found in page.tables:
        table, chars = read_table(found, chars)
        if table is not None:
            layout.tables.append(table)
    layout.lines = read_lines(chars)
    return number_lines(layout)
