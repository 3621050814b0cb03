"""XML from untrusted files: no document type declarations, no entities, nothing fetched, bounded depth."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, TypeAlias
from xml.parsers import expat

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001  lxml has no public name for it

_SAFE: Any = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # byte order marks and blanks


class MarkupError(Exception):
    """The content is no well-formed XML."""


class DoctypeError(Exception):
    """The content has a document type declaration, in which entities could be declared."""


class _RootReachedError(Exception):
    """The root element begins: no document type declaration can follow."""


def looks_like_xml(content: bytes) -> bool:
    """Whether the content begins as XML does, in any encoding that a parser tells by itself."""
    return content[:4096].lstrip(_BEFORE_MARKUP).startswith(b"<")


def refuse_doctype(content: bytes) -> None:
    """Raise DoctypeError where a document type is declared, MarkupError where there is no root element."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _raise_doctype
    parser.StartElementHandler = _raise_root_reached
    try:
        parser.Parse(content, True)
    except _RootReachedError:
        return
    except (expat.ExpatError, ValueError) as error:
        raise MarkupError from error


def parse(content: bytes) -> Element:
    """The root element; raises MarkupError."""
    try:
        root: Element = etree.fromstring(content, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise MarkupError from error
    return root


def iterate(content: bytes, names: tuple[str, ...]) -> Iterator[Element]:
    """The elements of the given qualified names, one after the other; what has been passed by is forgotten. Raises MarkupError."""
    try:
        for _, element in etree.iterparse(io.BytesIO(content), tag=names, **_SAFE):
            yield element
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise MarkupError from error


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _raise_doctype(*_: object) -> None:
    raise DoctypeError


def _raise_root_reached(*_: object) -> None:
    raise _RootReachedError
