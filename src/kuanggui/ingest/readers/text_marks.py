"""The marks that text exports leave in square brackets: bookmarks and images."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kuanggui.model.located import LocatedText

_MARK = re.compile(r"\[(bookmark|image): ([^\]\n]*)\]")

# Word names the targets of its table of contents like this, so a line that carries one is likely a heading.
_TOC_TARGET = "_Toc"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its marks.

    `anchored` if a table of contents points at it; `images` counts the pictures that stood in it; `empty` if the file has nothing
    in the line, not even a mark.
    """

    number: int
    text: LocatedText
    anchored: bool = False
    images: int = 0
    empty: bool = False


def read_line(number: int, text: str) -> Line:
    """Take the marks out of a line, keeping the place of every other character."""
    located = LocatedText.from_line(text, number)
    if "[" not in text:
        return Line(number, located, empty=not text)
    marks = list(_MARK.finditer(text))
    kept = located.without([mark.span() for mark in marks])
    anchored = any(mark[1] == "bookmark" and mark[2].startswith(_TOC_TARGET) for mark in marks)
    return Line(number, kept, anchored, sum(mark[1] == "image" for mark in marks))


def images_note(lines: list[Line]) -> tuple[str, ...]:
    """One note that says where pictures stood, since what they show is not read."""
    places = [str(line.number) for line in lines if line.images]
    if not places:
        return ()
    shown = "、".join(places[:10]) + ("等" if len(places) > 10 else "")
    return (f"图片 {sum(line.images for line in lines)} 处未读取（第 {shown} 行）",)
