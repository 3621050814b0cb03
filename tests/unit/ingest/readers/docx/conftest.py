"""Reading DOCX markup that a test writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kuanggui.ingest.readers import read_document
from kuanggui.model.document import Document
from sample_files.word import write_docx


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    """Writes a DOCX of the given markup and reads it."""

    def _read(body: str, **parts: object) -> Document:
        return read_document(write_docx(tmp_path / "plan.docx", body, **parts))  # type: ignore[arg-type]

    return _read
