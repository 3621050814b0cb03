"""Workbooks of which the same content gives the same bytes: no day of making, no hour of each part."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

EPOCH = (1980, 1, 1, 0, 0, 0)
PROPERTIES = "docProps/core.xml"
MADE = re.compile(
    rb"(<\w+:(?:created|modified)\b[^>]*>)[^<]*"
)  # the prefix is whatever a library in the process registered
SOME_DAY = rb"\g<1>1980-01-01T00:00:00Z"


def steady_bytes(book: Workbook) -> bytes:
    """The workbook as a file that can be compared with another by its hash."""
    written, steady = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            content = MADE.sub(SOME_DAY, content) if name == PROPERTIES else content
            target.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()
