"""Office Open XML packages (ISO/IEC 29500-2): parts, content types, relationships, and XML that cannot do harm."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers import markup
from kuanggui.ingest.readers.archive import Archive
from kuanggui.ingest.readers.limits import LIMITS, Limits
from kuanggui.ingest.readers.markup import Element

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
        if part.endswith((".xml", ".rels", ".vml")) or markup.looks_like_xml(content):
            with self._refusing(part):
                markup.refuse_doctype(content)
        return content

    def parse(self, part: str) -> Element:
        """The root element of an XML part, strict names replaced by transitional ones."""
        with self._refusing(part):
            return markup.parse(self._transitional(part))

    def elements(self, part: str, *names: str) -> Iterator[Element]:
        """The elements of the given qualified names, one after the other; what has been passed by is forgotten."""
        with self._refusing(part):
            yield from markup.iterate(self._transitional(part), names)

    def _transitional(self, part: str) -> bytes:
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

    @contextmanager
    def _refusing(self, part: str) -> Iterator[None]:
        """Turn the errors of XML into a message for the user."""
        try:
            yield
        except markup.DoctypeError:
            raise UnreadableFileError(
                f"{self.path}：{part} 含有文档类型声明（DOCTYPE），可能是实体扩展攻击；已拒绝读取"
            ) from None
        except markup.MarkupError as error:
            raise UnreadableFileError(
                f"{self.path}：文件内部的 {part} 已损坏；请用 Word、Excel 或 WPS 打开后另存再读"
            ) from error


def package_notes(package: Package) -> list[str]:
    """What a reader of any package says about its surroundings: macros, references to the outside."""
    notes: list[str] = []
    if any(name.lower().endswith("vbaproject.bin") for name in package.parts):
        notes.append("文件带有宏；宏未运行也未读取")
    external = package.external_targets()
    if external:
        notes.append(f"文件引用了外部资源 {external} 处；未联网读取")
    return notes


def _relationship(element: Element, folder: str) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Type", "").rpartition("/")[2], target, external)
