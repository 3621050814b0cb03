"""Reading the bytes of a source file within limits, and telling its format by content."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.limits import LIMITS, MIB, Limits
from kuanggui.model.document import Source

MAX_BYTES = 256 * MIB  # plans with maps in them come near 100 MB

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF_MAGIC = b"{\\rtf"


class Format(StrEnum):
    """What the bytes of a file are, whatever its name says."""

    TEXT = "text"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    LEGACY = "legacy"  # what LibreOffice converts: .doc, .wps, .rtf, .odt


_CALLED = {
    Format.TEXT: "纯文本",
    Format.DOCX: "DOCX 文档",
    Format.XLSX: "XLSX 工作簿",
    Format.PDF: "PDF",
    Format.LEGACY: "旧版 Word 文档",
}

MEDIA_TYPES = {
    Format.TEXT: "text/plain",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
    Format.LEGACY: "application/octet-stream",
}

EXTENSIONS = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".pdf": Format.PDF,
    ".doc": Format.LEGACY,
    ".wps": Format.LEGACY,
    ".xls": Format.LEGACY,
    ".et": Format.LEGACY,
    ".rtf": Format.LEGACY,
    ".odt": Format.LEGACY,
}

# Office programs also save their newer format under these old names.
_NEWER = {".doc": Format.DOCX, ".wps": Format.DOCX, ".xls": Format.XLSX, ".et": Format.XLSX}

_MAIN_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Format.DOCX,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": Format.DOCX,
    "application/vnd.ms-word.document.macroEnabled.main+xml": Format.DOCX,
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": Format.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": Format.XLSX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": Format.XLSX,
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": Format.XLSX,
    "application/vnd.ms-excel.template.macroEnabled.main+xml": Format.XLSX,
}
_OPEN_DOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The content of a file; raises UnreadableFileError when it is missing, empty, no file, or larger than `limit`."""
    try:
        if path.is_dir():
            raise UnreadableFileError(f"{path}：是文件夹；请给出其中的文件")
        if not path.is_file():
            raise UnreadableFileError(f"{path}：找不到这个文件；请检查路径")
        large = path.stat().st_size > limit
        with path.open("rb") as stream:
            data = stream.read(0 if large else limit + 1)
    except OSError as error:
        raise UnreadableFileError(f"{path}：无法读取（{error.strerror}）；请检查文件和权限") from error
    if large or len(data) > limit:
        raise UnreadableFileError(f"{path}：文件超过 {limit // MIB} MB 上限；请删去图片或分开后再读")
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFileError(f"{path}：文件是空的；请核对是否导出完整")
    return data


def detect_format(path: Path, data: bytes, limits: Limits = LIMITS) -> Format:
    """The format told by the first bytes; raises UnreadableFileError when the file name promises another one."""
    found = _format_of_content(path, data)
    suffix = path.suffix.lower()
    if suffix in EXTENSIONS and found not in (EXTENSIONS[suffix], _NEWER.get(suffix)):
        raise UnreadableFileError(f"{path}：扩展名是 {path.suffix}，内容却是{_CALLED[found]}；请改正扩展名或重新导出")
    if found is Format.TEXT:
        _check_length(path, data, limits)
    return found


def describe_source(
    path: Path, data: bytes, file_format: Format, reader: str, encoding: str | None = None, notes: tuple[str, ...] = ()
) -> Source:
    """The Source record of a file, with the SHA-256 of its bytes as given."""
    return Source(
        name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=MEDIA_TYPES[file_format],
        reader=reader,
        encoding=encoding,
        notes=notes,
    )


def _check_length(path: Path, data: bytes, limits: Limits) -> None:
    lines = data.count(b"\n") + data.count(b"\r")
    if len(data) > limits.text_bytes or lines > limits.text_lines:
        raise UnreadableFileError(
            f"{path}：文本超过 {limits.text_bytes // MIB} MB 或 {limits.text_lines} 行；请核对是否导出正确，或分开后再读"
        )


def _format_of_content(path: Path, data: bytes) -> Format:
    if data.startswith(b"PK\x03\x04"):
        return _format_of_archive(path, data)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(OLE_MAGIC):
        return _format_of_compound(path, data)
    return Format.LEGACY if data.startswith(RTF_MAGIC) else Format.TEXT


def _format_of_compound(path: Path, data: bytes) -> Format:
    from kuanggui.ingest.readers.compound import REFUSALS, content_of  # noqa: PLC0415 - text files need no library

    content = content_of(data)
    if content in REFUSALS:
        raise UnreadableFileError(f"{path}：{REFUSALS[content]}")
    return Format.LEGACY


def _format_of_archive(path: Path, data: bytes) -> Format:
    from kuanggui.ingest.readers.ooxml import Package  # noqa: PLC0415

    package = Package(path, data)
    main = package.main_part()
    found = None if main is None else _MAIN_TYPES.get(package.content_type(main))
    if found is not None:
        return found
    if "mimetype" in package and package.read("mimetype").startswith(_OPEN_DOCUMENT_TEXT):
        return Format.LEGACY
    raise UnreadableFileError(f"{path}：是压缩包，但不是 DOCX 或 XLSX 文档；请解压后再读")
