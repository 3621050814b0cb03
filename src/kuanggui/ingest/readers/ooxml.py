"""Office Open XML packages (ISO/IEC 29500-2): parts, content types, relationships, and XML that cannot do harm."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.archive import Archive
from kuanggui.ingest.readers.limits import LIMITS, Limits

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# The strict variant names the same things elsewhere; readers know the transitional names only.
_STRICT = {
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"http://purl.oclc.org/ooxml/wordprocessingml/": b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    b"http://purl.oclc.org/ooxml/spreadsheetml/": b"http://schemas.openxmlformats.org/spreadsheetml/2006/",
}
_SAFE: Any = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}


class _DoctypeError(Exception):
    """The part has a document type declaration."""


class _RootReachedError(Exception):
    """The root element begins: no document type declaration can follow."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link of one part to another part of the package, or to something outside of it."""

    kind: str
    target: str
    external: bool


class Package:
    """An Office Open XML file; every method raises UnreadableFileError for damaged or hostile content."""

    def __init__(self, path: Path, data: bytes, limits: Limits = LIMITS) -> None:
        self.path = path
        self._limits = limits
        self._archive = Archive(path, data, limits)
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._archive.names}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    @property
    def parts(self) -> frozenset[str]:
        """The names of all parts."""
        return self._archive.names

    def read(self, part: str) -> bytes:
        """The bytes of a part whose XML, if it is any, has no document type declaration."""
        content = self._archive.read(self._names[part.lower()])
        if part.endswith((".xml", ".rels", ".vml")) or content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(
            b"<"
        ):
            self._refuse_doctype(part, content)
        return content

    def parse(self, part: str) -> etree._Element:
        """The root element of an XML part, strict names replaced by transitional ones."""
        try:
            root: etree._Element = etree.fromstring(self._markup(part), etree.XMLParser(**_SAFE))
        except etree.XMLSyntaxError as error:
            raise self._broken(part) from error
        return root

    def elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """The elements of the given qualified names, one after the other; what has been passed by is forgotten."""
        try:
            for _, element in etree.iterparse(io.BytesIO(self._markup(part)), tag=names, **_SAFE):
                yield element
                _forget(element)
        except etree.XMLSyntaxError as error:
            raise self._broken(part) from error

    def _markup(self, part: str) -> bytes:
        content = self.read(part)
        if content.count(b"<") + content.count(b"=") > self._limits.marks:
            raise UnreadableFileError(f"{self.path}：文件内部的 {part} 过大；请把文件分开后再读")
        if b"//purl.oclc.org/ooxml/" in content:
            for strict, transitional in _STRICT.items():
                content = content.replace(strict, transitional)
        return content

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """The relationships of a part, or of the package itself, by their ids; targets are part names."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self:
            return {}
        return {
            element.get("Id", ""): _relationship(element, folder)
            for element in self.parse(rels).iter(f"{_RELATIONS_NS}Relationship")
        }

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts of the package that a part links to with a relationship type that ends in `kind`."""
        for relationship in self.relationships(part).values():
            if relationship.kind == kind and not relationship.external and relationship.target in self:
                yield relationship.target

    def content_type(self, part: str) -> str:
        """The content type that the package declares for a part."""
        types = self.parse(_CONTENT_TYPES)
        for override in types.iter(f"{_TYPES_NS}Override"):
            if override.get("PartName", "").lstrip("/").lower() == part.lower():
                return override.get("ContentType", "")
        return ""

    def main_part(self) -> str | None:
        """The name of the part that holds the document."""
        return next(self.related("", "officeDocument"), None)

    def external_targets(self) -> int:
        """How many things outside of the file it refers to; hyperlinks are not counted, nothing is ever fetched."""
        found = 0
        for name in self.parts:
            if name.endswith(".rels"):
                folder, rels = posixpath.split(name)
                part = posixpath.join(posixpath.dirname(folder), rels.removesuffix(".rels"))
                links = self.relationships(part).values()
                found += sum(link.external and link.kind != "hyperlink" for link in links)
        return found

    def _refuse_doctype(self, part: str, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _raise_forbidden
        parser.StartElementHandler = _raise_reached
        try:
            parser.Parse(content, True)
        except _RootReachedError:
            return
        except _DoctypeError:
            raise UnreadableFileError(
                f"{self.path}：{part} 含有文档类型声明（DOCTYPE），可能是实体扩展攻击；已拒绝读取"
            ) from None
        except (expat.ExpatError, ValueError) as error:
            raise self._broken(part) from error

    def _broken(self, part: str) -> UnreadableFileError:
        return UnreadableFileError(f"{self.path}：文件内部的 {part} 已损坏；请用 Word、Excel 或 WPS 打开后另存再读")


def package_notes(package: Package) -> list[str]:
    """What a reader of any package says about its surroundings: macros, references to the outside."""
    notes: list[str] = []
    if any(name.lower().endswith("vbaproject.bin") for name in package.parts):
        notes.append("文件带有宏；宏未运行也未读取")
    external = package.external_targets()
    if external:
        notes.append(f"文件引用了外部资源 {external} 处；未联网读取")
    return notes


def _relationship(element: etree._Element, folder: str) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Type", "").rpartition("/")[2], target, external)


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _raise_forbidden(*_: object) -> None:
    raise _DoctypeError


def _raise_reached(*_: object) -> None:
    raise _RootReachedError
