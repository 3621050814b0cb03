"""Packages whose XML tries to reach beyond itself are refused."""

import io
import zipfile
from pathlib import Path

import pytest

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers.limits import Limits
from kuanggui.ingest.readers.ooxml import Package

PATH = Path("plan.docx")
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><l>&i;</l>"
)
OUTSIDE = '<!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>'


def package(**parts: str | bytes) -> Package:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "."), content)
    return Package(PATH, stream.getvalue())


@pytest.mark.parametrize("markup", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a__xml", "a__XML", "a__bin"])
def test_a_document_type_declaration_is_refused(markup: str, codec: str, name: str) -> None:
    found = package(**{name: markup.encode(codec)})
    with pytest.raises(UnreadableFileError, match="DOCTYPE"):
        found.parse(name.replace("__", "."))


@pytest.mark.parametrize("markup", ["", "<a>", "<a></b>", "正文", "<a>&unknown;</a>", "<a>" * 400 + "</a>" * 400])
def test_damaged_xml_is_refused_with_the_name_of_the_part(markup: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"a\.xml 已损坏"):
        package(a__xml=markup).parse("a.xml")


def test_names_are_found_whatever_their_case_and_slashes() -> None:
    assert package(**{"Word\\Document__xml": "<a/>"}).parse("word/document.xml").tag == "a"


def test_comments_and_instructions_are_no_elements() -> None:
    assert [child.tag for child in package(a__xml="<a><!-- c --><?p i?><b/></a>").parse("a.xml")] == ["b"]


def test_relationship_targets_are_part_names() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="1" Type="t/styles" Target="styles.xml"/>'
        '<Relationship Id="2" Type="t/styles" Target="/word/other.xml"/>'
        '<Relationship Id="3" Type="t/image" Target="../media/a.png"/>'
        '<Relationship Id="4" Type="t/image" Target="../../../etc/passwd"/>'
        '<Relationship Id="5" Type="t/image" Target="http://x.invalid/a.png" TargetMode="External"/>'
        "</Relationships>"
    )
    found = package(**{"word/_rels/document__xml__rels": links, "word/styles__xml": "<s/>"})
    targets = {key: link.target for key, link in found.relationships("word/document.xml").items()}
    assert targets == {
        "1": "word/styles.xml",
        "2": "word/other.xml",
        "3": "media/a.png",
        "4": "etc/passwd",
        "5": "http://x.invalid/a.png",
    }
    assert list(found.related("word/document.xml", "styles")) == ["word/styles.xml"]
    assert found.external_targets() == 1


def test_markup_up_to_the_limit_is_parsed_and_beyond_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", '<a b="c"/>')
    assert Package(PATH, stream.getvalue(), Limits(marks=2)).parse("a.xml").get("b") == "c"
    with pytest.raises(UnreadableFileError, match=r"a\.xml 过大"):
        Package(PATH, stream.getvalue(), Limits(marks=1)).parse("a.xml")
