"""Readers: a source file becomes a neutral Document."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from kuanggui.ingest.readers.source import Format, detect_format, read_bytes
from kuanggui.model.document import Document


class Reader(Protocol):
    """Turns the bytes of one file into a Document; raises UnreadableFileError or MissingToolError."""

    def __call__(self, path: Path, data: bytes) -> Document:
        """Read `data`, the content of `path`."""


# Module and function of each reader. They are imported when needed, because the document libraries load slowly.
READERS = {
    Format.TEXT: ("kuanggui.ingest.readers.text_export", "read_text"),
    Format.DOCX: ("kuanggui.ingest.readers.docx", "read_docx"),
    Format.XLSX: ("kuanggui.ingest.readers.xlsx", "read_xlsx"),
    Format.PDF: ("kuanggui.ingest.readers.pdf", "read_pdf"),
    Format.LEGACY: ("kuanggui.ingest.readers.legacy", "read_legacy"),
}


def read_document(path: Path) -> Document:
    """The document in a file, read by the reader that its content asks for; raises UnreadableFileError, MissingToolError."""
    data = read_bytes(path)
    module, function = READERS[detect_format(path, data)]
    reader = cast("Reader", getattr(import_module(module), function))
    return reader(path, data)
