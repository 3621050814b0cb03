"""What the styles of a document say about a paragraph: heading level, table of contents, hidden text, list membership."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuanggui.ingest.readers.docx.wml import W, is_on, to_int, value
from kuanggui.ingest.readers.markup import Element

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TOC_NAME = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)|table of figures|图表目录", re.IGNORECASE)
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class ListMembership:
    """The list (`w:numId`) and level that a paragraph is numbered in; the level is None where only the list is named."""

    list_id: str | None
    level: int | None
    style: str | None = None


class Styles:
    """The styles part; a document without one has no styles."""

    def __init__(self, root: Element | None) -> None:
        styles = () if root is None else root.iterfind(W + "style")
        self._styles = {style.get(W + "styleId", ""): style for style in styles}
        self._default = next((name for name, style in self._styles.items() if _is_default_paragraph(style)), None)

    def heading_level(self, paragraph: Element) -> int | None:
        """The outline level of a paragraph, 1 for the topmost; None for body text."""
        direct = value(paragraph.find(W + "pPr"), "outlineLvl")
        if direct is not None:
            return _level(direct)
        for style in self._chain(self._style_of(paragraph)):
            outline = value(style.find(W + "pPr"), "outlineLvl")
            if outline is not None:
                return _level(outline)
            named = _HEADING_NAME.fullmatch(value(style, "name") or "")
            if named:
                return int(named[1])
        return None

    def is_toc_entry(self, paragraph: Element) -> bool:
        """Whether the paragraph has one of the styles of a table of contents."""
        style = self._styles.get(self._style_of(paragraph) or "")
        return bool(_TOC_NAME.fullmatch((style is not None and value(style, "name")) or ""))

    def membership(self, paragraph: Element) -> ListMembership | None:
        """The list that a paragraph belongs to, by itself or by its style; None without one."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        direct = _membership(own)
        if direct is not None and direct.list_id is not None:
            return ListMembership(direct.list_id, direct.level or 0)
        inherited = self._inherited_membership(paragraph)
        if inherited is None or direct is None or direct.level is None:
            return inherited
        return ListMembership(inherited.list_id, direct.level)

    def is_hidden(self, run: Element, paragraph: Element) -> bool:
        """Whether the text of a run is hidden, by itself, by its character style or by the paragraph's style."""
        properties = run.find(W + "rPr")
        direct = is_on(properties, "vanish")
        if direct is not None:
            return direct
        return self._hides(value(properties, "rStyle")) or self._hides(self._style_of(paragraph))

    def _style_of(self, paragraph: Element) -> str | None:
        return value(paragraph.find(W + "pPr"), "pStyle") or self._default

    def _inherited_membership(self, paragraph: Element) -> ListMembership | None:
        for style in self._chain(self._style_of(paragraph)):
            found = _membership(style.find(f"{W}pPr/{W}numPr"))
            if found is not None and found.list_id is not None:
                return ListMembership(found.list_id, found.level, style.get(W + "styleId"))
        return None

    def _hides(self, name: str | None) -> bool:
        said = (is_on(style.find(W + "rPr"), "vanish") for style in self._chain(name))
        return next((hidden for hidden in said if hidden is not None), False)

    def _chain(self, name: str | None) -> Iterator[Element]:
        """A style and those it is based on; a chain that bites its tail ends there."""
        seen: set[str] = set()
        while name is not None and name not in seen and name in self._styles:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn")


def _is_default_paragraph(style: Element) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")


def _level(text: str) -> int | None:
    level = to_int(text, _BODY_LEVEL)
    return level + 1 if 0 <= level < _BODY_LEVEL else None


def _membership(properties: Element | None) -> ListMembership | None:
    if properties is None:
        return None
    level = value(properties, "ilvl")
    return ListMembership(value(properties, "numId"), None if level is None else to_int(level))
