"""Reading text exports: tables, marks, encodings, hostile content."""

import hashlib
from pathlib import Path

import pytest

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers import read_document
from kuanggui.model.document import Document, Paragraph, Table

TABLE = "前文。\n\t甲\n\t乙\n丙\n\n\t\n\t　\n\n\n\n后文。\n"


@pytest.fixture
def read(tmp_path: Path):
    def _read(content: str | bytes, name: str = "plan.txt") -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_document(path)

    return _read


def texts(document: Document) -> list[object]:
    return [
        b.text.text if isinstance(b, Paragraph) else [[c.text.text for c in row] for row in b.rows]
        for b in document.blocks
    ]


def test_a_cell_begins_with_a_tab_goes_on_in_the_next_line_and_an_empty_line_ends_the_row(read):
    assert texts(read(TABLE)) == ["前文。", [["甲", "乙\n丙"], ["", "　"]], "后文。"]


def test_every_character_keeps_its_line_and_column(read):
    document = read(TABLE)
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert (table.line_start, table.line_end, table.spans_known) == (2, 7, False)
    cell = table.rows[0][1].text
    place = document.place(cell, 2, 3)
    assert (place.line, place.start, place.end, place.quote) == (4, 0, 1, "丙")
    assert document.place(cell, 0, 1).start == 1


def test_a_second_empty_line_ends_the_table_so_that_tables_may_follow_each_other(read):
    assert texts(read("\t甲\n\t乙\n\n\n\t丙\n\t丁\n\n\n")) == [[["甲", "乙"]], [["丙", "丁"]]]


def test_blanks_before_the_tab_belong_to_no_cell(read):
    assert texts(read(" \t甲\n\t乙\n\n\t1\n\t2\n\n\n")) == [[["甲", "乙"], ["1", "2"]]]


def test_tabs_that_indent_paragraphs_are_no_table(read):
    assert texts(read("\t第一段话。\n\n\t第二段话。\n正文。\n")) == ["第一段话。", "第二段话。", "正文。"]
    assert texts(read("\t第一段话。\n\t第二段话。\n正文。\n")) == ["第一段话。", "第二段话。", "正文。"]


def test_text_without_any_tab_is_paragraphs(read):
    assert texts(read("第一章 总则\r\n\r\n正文。\r末段")) == ["第一章 总则", "正文。", "末段"]


def test_bookmarks_are_dropped_and_those_of_a_table_of_contents_are_remembered(read):
    document = read(
        "[bookmark: _Toc1][bookmark: page3]第一节 目标\n[bookmark: a]正文。\n[bookmark: _Toc2]\n\n第二节 布局"
    )
    first, second, third = document.blocks
    assert (first.text.text, first.toc_anchor) == ("第一节 目标", True)
    assert (second.text.text, second.toc_anchor) == ("正文。", False)
    assert (third.text.text, third.toc_anchor) == ("第二节 布局", True)
    assert document.place(first.text).start == 34


def test_images_leave_a_note_with_their_lines(read):
    document = read("甲\n[image: a.png]\n乙[image: b.png]丙\n")
    assert texts(document) == ["甲", "乙丙"]
    assert document.source.notes == ("图片 2 处未读取（第 2、3 行）",)


def test_an_image_in_a_cell_does_not_end_the_row(read):
    assert texts(read("\t甲\n[image: a.png]\n\t乙\n\n\n")) == [[["甲", "乙"]]]


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16-le")],
)
def test_encodings_are_told_by_their_bytes(read, codec, name):
    raw = "第一章 总则\n矿产资源勘查。".encode(codec)
    document = read(raw)
    assert document.source.encoding == name
    assert texts(document) == ["第一章 总则", "矿产资源勘查。"]
    assert document.source.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_damaged_utf8_file_is_refused_with_the_line_instead_of_read_as_gb18030(read):
    raw = ("矿产资源勘查开发与保护\n" * 40).encode()
    with pytest.raises(UnreadableFileError, match=r"第 41 行.*UTF-8"):
        read(raw + b"\xe7\x9f" + raw)


@pytest.mark.parametrize("raw", [b"", b"  \n", b"\0\0\0\0"])
def test_empty_files_are_refused(read, raw):
    with pytest.raises(UnreadableFileError, match="文件是空的"):
        read(raw)


def test_binary_content_is_refused_in_one_line(read):
    with pytest.raises(UnreadableFileError, match="不是文字") as caught:
        read(b"\x7fELF\x02\x01" + bytes(range(256)) * 40, "plan.dat")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_refused():
    with pytest.raises(UnreadableFileError, match="找不到"):
        read_document(Path("no-such-file.txt"))


def test_a_name_that_promises_another_format_is_refused(read):
    with pytest.raises(UnreadableFileError, match="内容却是PDF"):
        read(b"%PDF-1.7\n", "plan.txt")
    with pytest.raises(UnreadableFileError, match="内容却是纯文本"):
        read("正文", "plan.docx")


def test_a_truncated_archive_is_refused(read):
    with pytest.raises(UnreadableFileError, match="已损坏"):
        read(b"PK\x03\x04" + b"x" * 100, "plan.docx")


def test_a_file_above_the_limit_is_refused_without_reading_it_whole(read, monkeypatch, tmp_path):
    monkeypatch.setattr("kuanggui.ingest.readers.read_bytes.__defaults__", (1024,))
    with pytest.raises(UnreadableFileError, match="上限"):
        read("矿" * 1000)


def test_the_real_plan_has_fourteen_tables_and_no_line_lost(datong):
    document = read_document(datong)
    tables = [b for b in document.blocks if isinstance(b, Table)]
    assert len(tables) == 14
    assert sum(len(t.rows) for t in tables) > 200
