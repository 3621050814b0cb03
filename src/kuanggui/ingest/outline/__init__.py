"""Outline: headings, numbered and not, and the clauses below them."""

from kuanggui.ingest.outline.read import Outline, read_outline, read_title

__all__ = ["Outline", "read_outline", "read_title"]
