"""Decoding Chinese text files."""

from __future__ import annotations

import codecs
from pathlib import Path

from kuanggui.errors import UnreadableFileError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Bytes that no text has: all controls but tab, line ends, form feed (pages), vertical tab (line breaks), bell (Word's cell mark).
# They cannot be part of a character in UTF-8 or GB18030.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\a"))

# A UTF-8 file with a few broken bytes would also decode as GB18030, into nonsense: below this share it is a damaged UTF-8.
_DAMAGED_SHARE = 0.02


def decode(path: Path, data: bytes) -> tuple[str, str]:
    """Text and name of the encoding; raises UnreadableFileError for binary content and for bytes in no known encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(path, data[len(mark) :], encoding), encoding
    if b"\0" in data or len(data) - len(data.translate(None, _CONTROLS)) > len(data) / 1000:
        raise UnreadableFileError(f"{path}：内容不是文字（含二进制数据）；请给出文本、DOCX、XLSX 或 PDF 文件")
    encoding = "utf-8" if _looks_like_utf8(data) else "gb18030"
    return _strict(path, data, encoding), encoding


def _looks_like_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8, perhaps with some damage."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        lenient = data.decode("utf-8", errors="replace")
        wide = sum(character > "\x7f" for character in lenient)
        return lenient.count("\ufffd") < wide * _DAMAGED_SHARE
    return True


def _strict(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(
            f"{path}：第 {line} 行有字节不能按 {encoding.upper()} 解码；请另存为 UTF-8 后重试"
        ) from error
