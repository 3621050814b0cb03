"""Texts of cells: joined into one line, or cut into list items."""

from __future__ import annotations

from kuanggui.ingest.boxes.names import are_names
from kuanggui.model.located import LocatedText


def one_line(text: LocatedText) -> LocatedText:
    """The text without line ends; between Latin words or figures a blank takes their place, between names 、 does."""
    words = text.text
    if "\n" not in words:
        return text
    if are_names(words.split("\n")):
        return text.mapped(words.replace("\n", "、"))
    drop = [(i, i + 1) for i, character in enumerate(words) if character == "\n" and not _parts(words, i)]
    kept = text.without(drop)
    return kept.mapped(kept.text.replace("\n", " "))


def _parts(words: str, at: int) -> bool:
    before, after = words[at - 1 : at], words[at + 1 : at + 2]
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def lines(text: LocatedText) -> list[LocatedText]:
    """The lines of a text that are not blank."""
    found, start = [], 0
    for line in text.text.split("\n"):
        if line.strip():
            found.append(text.cut(start, start + len(line)).stripped())
        start += len(line) + 1
    return found
