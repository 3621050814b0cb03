"""WordprocessingML (ISO/IEC 29500-1 §17): its names, its on/off values, and the tree as it reads after all revisions."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.ingest.readers.markup import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Wrappers whose content stands where the wrapper stands. Insertions and the new place of moved text are final text.
_WRAPPERS = frozenset(
    W + name for name in ("ins", "moveTo", "customXml", "smartTag", "sdt", "sdtContent", "dir", "bdo")
)
_TOC_GALLERIES = ("Table of Contents", "目录")


def value(element: Element | None, child: str, attribute: str = "val") -> str | None:
    """The `w:val` (or another attribute) of a child element, None without it."""
    found = None if element is None else element.find(W + child)
    return None if found is None else found.get(W + attribute)


def number(element: Element | None, child: str, default: int = 0) -> int:
    """The `w:val` of a child as a whole number, the default where it is missing or not a number."""
    text = value(element, child)
    return to_int(text, default)


def to_int(text: str | None, default: int = 0) -> int:
    """A whole number written in an attribute, the default where it is none or beyond 32 bits."""
    try:
        number = default if text is None else int(text)
    except ValueError:
        return default
    return number if abs(number) < 2**31 else default


def is_on(element: Element | None, child: str) -> bool | None:
    """An on/off property: True, False, or None where nothing is said."""
    found = None if element is None else element.find(W + child)
    return None if found is None else found.get(W + "val", "true").lower() not in ("0", "false", "off")


def content(parent: Element) -> Iterator[Element]:
    """The children of an element in the final state: wrappers opened, alternatives chosen.

    Deletions (`w:del`, `w:moveFrom`) stay closed, so that whoever looks for runs passes them over.
    """
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from content(child)
        elif child.tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            chosen = child.find(MC + "Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from content(chosen)
        else:
            yield child


def is_toc(control: Element) -> bool:
    """Whether a content control holds a table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") in _TOC_GALLERIES
