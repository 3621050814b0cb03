"""What the metadata file of a package says: names and values from XML, or from lines `name：value`."""

from __future__ import annotations

import re
from pathlib import Path

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.markup import DoctypeError, MarkupError, looks_like_xml, parse, refuse_doctype

_LARGEST = 4 * 1024 * 1024
_LINE = re.compile(r"\s*([^：:=]{1,40})\s*[：:=]\s*(.+?)\s*")


def read_metadata(path: Path) -> dict[str, str]:
    """Values by name, the first of each name; raises UnreadableFileError."""
    if path.stat().st_size > _LARGEST:
        raise UnreadableFileError(f"{path.name}：元数据文件过大；请核对是否放错文件")
    content = path.read_bytes()
    return _from_xml(path, content) if looks_like_xml(content) else _from_lines(path, content)


def _from_xml(path: Path, content: bytes) -> dict[str, str]:
    try:
        refuse_doctype(content)
        root = parse(content)
    except (MarkupError, DoctypeError) as error:
        raise UnreadableFileError(f"{path.name}：元数据不是有效的 XML；请重新导出") from error
    found: dict[str, str] = {}
    for element in root.iter():
        text = (element.text or "").strip()
        if text and not len(element):
            found.setdefault(str(element.tag).rpartition("}")[2], text)
    return found


def _from_lines(path: Path, content: bytes) -> dict[str, str]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        matches = (match for line in text.splitlines() if (match := _LINE.fullmatch(line)))
        return {match[1].strip(): match[2] for match in reversed(list(matches))}
    raise UnreadableFileError(f"{path.name}：元数据既不是 UTF-8 也不是 GBK 文字；请另存后再读")
