"""Clean: one spelling for digits and letters, no blanks inside words; every character keeps its place."""

from kuanggui.ingest.clean.document import clean_document
from kuanggui.ingest.clean.text import clean_text

__all__ = ["clean_document", "clean_text"]
