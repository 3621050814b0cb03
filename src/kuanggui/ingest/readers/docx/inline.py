"""The printed text of one paragraph, and what hangs on it: notes it cites, text boxes and pictures anchored in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kuanggui.ingest.readers.docx.fields import Fields
from kuanggui.ingest.readers.docx.styles import Styles
from kuanggui.ingest.readers.docx.symbols import symbol, translate
from kuanggui.ingest.readers.docx.wml import M, W, content, value
from kuanggui.ingest.readers.markup import Element

_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_GRAPHICS = frozenset((W + "drawing", W + "pict", W + "object"))
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"


@dataclass(slots=True)
class Inline:
    """What the runs of a paragraph hold; a line break is a newline in `text`."""

    text: str = ""
    in_toc: bool = False
    anchored: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: int = 0
    objects: int = 0


class InlineReader:
    """Reads the runs of paragraphs; the fields it has seen open stay open from one paragraph to the next."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()

    def read(self, paragraphs: list[Element]) -> Inline:
        """The content of paragraphs that print as one."""
        found = Inline(in_toc=self._fields.in_toc)
        for paragraph in paragraphs:
            self._read_children(paragraph, paragraph, found)
        self._fields.end_paragraph()
        return found

    def _read_children(self, parent: Element, paragraph: Element, found: Inline) -> None:
        for child in content(parent):
            if child.tag == W + "r":
                self._read_run(child, paragraph, found)
            elif child.tag in (W + "hyperlink", W + "fldSimple"):
                self._read_children(child, paragraph, found)
            elif child.tag in (M + "oMath", M + "oMathPara"):
                self._add(found, "".join(text.text or "" for text in child.iter(M + "t")))
            elif child.tag == W + "bookmarkStart":
                found.anchored = found.anchored or is_toc_target(child)

    def _read_run(self, run: Element, paragraph: Element, found: Inline) -> None:
        hidden = self._styles.is_hidden(run, paragraph)
        for item in content(run):
            if item.tag == W + "fldChar":
                self._fields.mark(item)
            elif item.tag == W + "instrText":
                self._fields.instruct(item.text or "")
                found.in_toc = found.in_toc or self._fields.in_toc
            elif not hidden:
                self._read_item(item, run, paragraph, found)

    def _read_item(self, item: Element, run: Element, paragraph: Element, found: Inline) -> None:
        if item.tag == W + "t":
            self._add(found, translate((item.text or "").replace("\n", " "), _font(run)))
        elif item.tag == W + "sym":
            self._add(found, _symbol(item))
        elif item.tag in _CHARACTERS:
            self._add(found, _CHARACTERS[item.tag])
        elif item.tag in _NOTES:
            found.notes.append((_NOTES[item.tag], item.get(W + "id", "")))
        elif item.tag == W + "ruby":
            for base in item.iterfind(W + "rubyBase"):
                self._read_children(base, paragraph, found)
        elif item.tag in _GRAPHICS:
            _read_graphic(item, found)

    def _add(self, found: Inline, text: str) -> None:
        if self._fields.shows_text:
            found.text += text


def is_toc_target(bookmark: Element) -> bool:
    """Whether Word set the bookmark for its table of contents to point at."""
    return bookmark.get(W + "name", "").startswith("_Toc")


def _read_graphic(graphic: Element, found: Inline) -> None:
    boxes = list(_text_boxes(graphic))
    found.boxes.extend(boxes)
    found.objects += sum(1 for _ in graphic.iter(_OLE_OBJECT))
    if not boxes and graphic.tag != W + "object":
        found.pictures += any(True for _ in graphic.iter(*_PICTURES))


def _text_boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes of a drawing; boxes within them are met when they are read."""
    for child in content(element):
        if child.tag == W + "txbxContent":
            yield child
        else:
            yield from _text_boxes(child)


def _font(run: Element) -> str:
    properties = run.find(W + "rPr")
    return value(properties, "rFonts", "ascii") or value(properties, "rFonts", "hAnsi") or ""


def _symbol(item: Element) -> str:
    try:
        return symbol(int(item.get(W + "char", ""), 16), item.get(W + "font", ""))
    except ValueError:
        return ""
