"""OLE compound files: what the old binary formats and password-protected files are wrapped in."""

from __future__ import annotations

import io
import struct
from enum import Enum

import olefile

_ENCRYPTED_FLAG = 0x0100  # fEncrypted in the file information block, [MS-DOC] 2.5.1
_FLAGS_AT = 10


class Content(Enum):
    """What a compound file holds."""

    WORD = "word"
    ENCRYPTED_WORD = "encrypted word"
    ENCRYPTED_PACKAGE = "encrypted package"
    WORKBOOK = "workbook"
    OTHER = "other"
    DAMAGED = "damaged"


# Why a compound file cannot be read, and what to do; a Word document can.
REFUSALS = {
    Content.ENCRYPTED_PACKAGE: "文件有打开密码；请去掉密码后再读",
    Content.ENCRYPTED_WORD: "文件有打开密码；请去掉密码后再读",
    Content.WORKBOOK: "是旧版 Excel 工作簿；请用 Excel 或 WPS 另存为 XLSX 再读",
    Content.OTHER: "不是 Word 文档；请用 Word 或 WPS 另存为 DOCX 再读",
    Content.DAMAGED: "文件已损坏或不完整；请重新导出或重新下载",
}


def content_of(data: bytes) -> Content:
    """What the streams of a compound file say it is."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as streams:
            return _content(streams)
    except (OSError, ValueError, IndexError, struct.error, RecursionError, OverflowError, TypeError):
        return Content.DAMAGED


def _content(streams: olefile.OleFileIO[str]) -> Content:
    if streams.exists("EncryptedPackage"):
        return Content.ENCRYPTED_PACKAGE
    if streams.exists("WordDocument"):
        block = streams.openstream("WordDocument").read(_FLAGS_AT + 2)
        (flags,) = struct.unpack_from("<H", block, _FLAGS_AT)
        return Content.ENCRYPTED_WORD if flags & _ENCRYPTED_FLAG else Content.WORD
    if streams.exists("Workbook") or streams.exists("Book"):
        return Content.WORKBOOK
    return Content.OTHER
