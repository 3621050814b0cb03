"""Reader of DOCX: a WordprocessingML package becomes a neutral document in the state that prints."""

from __future__ import annotations

from pathlib import Path

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.docx.numbering import Numbering
from kuanggui.ingest.readers.docx.story import Losses, StoryReader
from kuanggui.ingest.readers.docx.styles import Styles
from kuanggui.ingest.readers.docx.wml import W
from kuanggui.ingest.readers.limits import LIMITS
from kuanggui.ingest.readers.markup import Element
from kuanggui.ingest.readers.ooxml import Package, package_notes
from kuanggui.ingest.readers.source import Format, describe_source
from kuanggui.model.document import Document

READER = "docx/1"


def read_docx(path: Path, data: bytes) -> Document:
    """The document in a DOCX or DOCM file; raises UnreadableFileError when it is damaged, hostile or no Word document.

    Lines are the running numbers of paragraphs as read, from 1, those of table cells, text boxes and notes included.
    """
    package = Package(path, data)
    main = package.main_part()
    body = None if main is None else package.parse(main).find(W + "body")
    if main is None or body is None:
        raise UnreadableFileError(f"{path}：不是 Word 文档；请用 Word 或 WPS 另存为 DOCX 再读")
    if sum(1 for _ in body.iter(W + "tc")) > LIMITS.cells:
        raise UnreadableFileError(f"{path}：表格单元格多于 {LIMITS.cells} 个；请把文件分开后再读")
    styles = Styles(_part(package, main, "styles"))
    story = StoryReader(styles, Numbering(_part(package, main, "numbering"), styles), _notes(package, main))
    blocks = tuple(story.blocks(body))
    notes = (*_losses(story.losses), *package_notes(package))
    return Document(describe_source(path, data, Format.DOCX, READER, notes=notes), blocks)


def _part(package: Package, main: str, kind: str) -> Element | None:
    part = next(package.related(main, kind), None)
    return None if part is None else package.parse(part)


def _notes(package: Package, main: str) -> dict[tuple[str, str], Element]:
    """Footnotes and endnotes by kind and id."""
    return {
        (kind, note.get(W + "id", "")): note
        for kind in ("footnote", "endnote")
        if (root := _part(package, main, f"{kind}s")) is not None
        for note in root.iterfind(W + kind)
        if note.get(W + "type", "normal") == "normal"
    }


def _losses(losses: Losses) -> list[str]:
    notes: list[str] = []
    if losses.pictures:
        shown = "、".join(map(str, losses.pictures[:10])) + ("等" if len(losses.pictures) > 10 else "")
        notes.append(f"图片 {len(losses.pictures)} 处未读取（第 {shown} 段）")
    if losses.objects:
        notes.append(f"嵌入对象 {losses.objects} 个（如 Excel 表格）未读取；需要其中的数字时请转成文档表格")
    if losses.chunks:
        notes.append(f"嵌入的外部文档块 {losses.chunks} 个未读取；请用 Word 打开后另存再读")
    return notes
