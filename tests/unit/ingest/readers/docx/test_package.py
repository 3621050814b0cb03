"""The package around the text: macros, outside references, variants of the format."""

from kuanggui.ingest.readers import read_document
from sample_files.word import OFFICE, WORD, lines, paragraph, write_docx


def test_macros_are_noted_and_not_touched(tmp_path):
    path = write_docx(
        tmp_path / "plan.docm",
        paragraph("甲"),
        main_type="application/vnd.ms-word.document.macroEnabled.main+xml",
        extra={"word/vbaProject.bin": b"\0"},
    )
    document = read_document(path)
    assert lines(document) == ["甲"]
    assert document.source.notes == ("文件带有宏；宏未运行也未读取",)


def test_outside_references_are_noted_and_links_are_not(read):
    links = {
        "a": (f"{OFFICE}/image", "http://example.invalid/a.png", ' TargetMode="External"'),
        "b": (f"{OFFICE}/hyperlink", "http://example.invalid/", ' TargetMode="External"'),
    }
    assert read(paragraph("甲"), links=links).source.notes == ("文件引用了外部资源 1 处；未联网读取",)


def test_a_relationship_that_points_nowhere_does_no_harm(read):
    assert lines(read(paragraph("甲"), links={"n": (f"{OFFICE}/image", "NULL", "")})) == ["甲"]


def test_the_strict_variant_is_read(tmp_path):
    path = write_docx(tmp_path / "plan.docx", paragraph("甲"), strict=True)
    assert lines(read_document(path)) == ["甲"]


def test_the_source_is_described(read):
    source = read(paragraph("甲")).source
    assert (source.name, source.reader) == ("plan.docx", "docx/1")
    assert source.media_type.endswith(f"{WORD.rpartition('.')[2]}.document")
    assert source.encoding is None
