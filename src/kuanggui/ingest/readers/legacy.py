"""Reader of what LibreOffice has to convert first: .doc and .wps, RTF, OpenDocument text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kuanggui.errors import MissingToolError, UnreadableFileError
from kuanggui.ingest.readers.docx import READER as DOCX_READER
from kuanggui.ingest.readers.docx import read_docx
from kuanggui.ingest.readers.limits import LIMITS, Limits
from kuanggui.ingest.readers.soffice import convert_to_docx, find_soffice
from kuanggui.ingest.readers.source import OLE_MAGIC, RTF_MAGIC, Format, describe_source
from kuanggui.model.document import Document

READER = f"legacy/1 {DOCX_READER}"

_MEDIA_TYPES = {
    ".doc": "application/msword",
    ".rtf": "application/rtf",
    ".odt": "application/vnd.oasis.opendocument.text",
}


def read_legacy(path: Path, data: bytes, limits: Limits = LIMITS) -> Document:
    """The document that LibreOffice makes of the file, under the file's own name and hash.

    Raises UnreadableFileError when LibreOffice cannot convert it, MissingToolError without LibreOffice.
    """
    suffix = _suffix(data)
    program = find_soffice()
    if program is None:
        raise MissingToolError(
            f"{path}：读取 .doc、.wps、.rtf、.odt 需要 LibreOffice，PATH 中没有 soffice；"
            "请安装 LibreOffice，或用 Word、WPS 另存为 DOCX 再读"
        )
    converted = _convert(path, program, data, suffix, limits)
    document = read_docx(path, converted)
    notes = ("由 LibreOffice 转为 DOCX 后读取；段号是转换后的段号", *document.source.notes)
    source = describe_source(path, data, Format.LEGACY, READER, notes=notes)
    return replace(document, source=replace(source, media_type=_MEDIA_TYPES[suffix]))


def _suffix(data: bytes) -> str:
    """The suffix that tells LibreOffice the format."""
    if data.startswith(RTF_MAGIC):
        return ".rtf"
    return ".doc" if data.startswith(OLE_MAGIC) else ".odt"


def _convert(path: Path, program: str, data: bytes, suffix: str, limits: Limits) -> bytes:
    try:
        converted = convert_to_docx(program, data, suffix, limits)
    except TimeoutError:
        raise UnreadableFileError(
            f"{path}：LibreOffice 转换超过 {limits.convert_seconds} 秒；请用 Word 或 WPS 另存为 DOCX 再读"
        ) from None
    if converted is None:
        raise UnreadableFileError(f"{path}：LibreOffice 无法转换；文件可能已损坏，请用 Word 或 WPS 另存为 DOCX 再读")
    return converted
