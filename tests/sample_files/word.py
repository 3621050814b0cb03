"""Word packages written out part by part, so that a test sees exactly the markup that it is about."""

import zipfile
from pathlib import Path

from kuanggui.model.document import Document, Paragraph, Table

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def _relations(links: dict[str, tuple[str, str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>'
        for key, (kind, target, mode) in links.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def write_docx(
    path: Path,
    body: str,
    *,
    main_type: str = f"{WORD}.document.main+xml",
    links: dict[str, tuple[str, str, str]] | None = None,
    extra: dict[str, bytes] | None = None,
    strict: bool = False,
    **parts: str,
) -> Path:
    """A DOCX whose body, styles, numbering, footnotes and endnotes are the given markup."""
    related = {f"p{part}": (f"{OFFICE}/{part}", f"{part}.xml", "") for part in parts} | (links or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
        )
        package.writestr("_rels/.rels", _relations({"r1": (f"{OFFICE}/officeDocument", "word/document.xml", "")}))
        package.writestr("word/_rels/document.xml.rels", _relations(related))
        package.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for part, markup in parts.items():
            package.writestr(f"word/{part}.xml", f"<w:{part} {NAMESPACES}>{markup}</w:{part}>")
        for name, content in (extra or {}).items():
            package.writestr(name, content)
    if strict:
        _make_strict(path)
    return path


def _make_strict(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content.replace(*_strictly(MAIN)).replace(*_strictly(OFFICE)))


def _strictly(namespace: str) -> tuple[bytes, bytes]:
    return namespace.encode(), STRICT[namespace].encode()


def lines(document: Document) -> list[str]:
    """The text of every paragraph outside of tables."""
    return [block.text.text for block in document.blocks if isinstance(block, Paragraph)]


def only_table(document: Document) -> Table:
    """The one table of a document."""
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return table


def paragraph(text: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(text: str = "", properties: str = "") -> str:
    """A table cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"
