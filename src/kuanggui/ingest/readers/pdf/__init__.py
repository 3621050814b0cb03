"""Reader of PDF with a text layer: lines become paragraphs, ruled tables keep their merges and go on over pages."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import cast

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.limits import LIMITS, Limits
from kuanggui.ingest.readers.pdf.answer import Answer
from kuanggui.ingest.readers.source import Format, describe_source
from kuanggui.model.document import Document

READER = "pdf/1"


def read_pdf(path: Path, data: bytes, limits: Limits = LIMITS) -> Document:
    """The document in a PDF; raises UnreadableFileError when it is a scan, encrypted, damaged or hostile.

    Lines are numbered on each page from the top, those of tables included.
    """
    answer = _read_apart(data, limits)
    if answer.refusal is not None:
        raise UnreadableFileError(f"{path}：{answer.refusal}")
    return Document(describe_source(path, data, Format.PDF, READER, notes=answer.notes), answer.blocks)


def _read_apart(data: bytes, limits: Limits) -> Answer:
    """The answer of a process of its own."""
    command = [sys.executable, "-m", __name__, str(limits.process_bytes), str(limits.page_seconds)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.file_seconds, check=True)  # noqa: S603
        answer = pickle.loads(done.stdout)  # noqa: S301  our own process wrote it
    except subprocess.TimeoutExpired:
        return Answer(refusal=f"PDF 超过 {limits.file_seconds // 60} 分钟未读完；请分开后再读")
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().rpartition("\n")[2] or f"返回码 {error.returncode}"
        return Answer(refusal=f"读取 PDF 的进程意外结束（{reason}）；请重新导出 PDF，或改用 Word 原件")
    return cast("Answer", answer)
