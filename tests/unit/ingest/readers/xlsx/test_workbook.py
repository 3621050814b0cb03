"""Workbooks: merges, several tables on a sheet, hidden parts, formulas, formats, odd files."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers import read_document
from kuanggui.ingest.readers.limits import Limits
from kuanggui.ingest.readers.ooxml import Package
from kuanggui.ingest.readers.xlsx.workbook import Workbook
from kuanggui.model.document import Document, Paragraph, Table
from sample_files.tables import spans, texts

Sheet = openpyxl.worksheet.worksheet.Worksheet
Book = openpyxl.Workbook


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    """Writes a workbook that a function fills, changes its parts as asked, and reads it."""

    def _read(fill: Callable[[Sheet, Book], object], changes: dict[str, tuple[str, str]] | None = None) -> Document:
        book = Book()
        sheet = book.active
        assert sheet is not None
        sheet.title = "附表1"
        fill(sheet, book)
        stream = io.BytesIO()
        book.save(stream)
        path = tmp_path / "annex.xlsx"
        path.write_bytes(changed(stream.getvalue(), changes or {}))
        return read_document(path)

    return _read


def changed(data: bytes, changes: dict[str, tuple[str, str]]) -> bytes:
    """The package with a pattern replaced in some of its parts; a part that is new has the replacement as content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in changes.keys() - source.namelist():
            target.writestr(name, changes[name][1])
        for name in source.namelist():
            content = source.read(name)
            if name in changes:
                pattern, replacement = changes[name]
                content, count = re.subn(pattern.encode(), replacement.encode(), content)
                assert count, f"{pattern} is not in {name}"
            target.writestr(name, content)
    return stream.getvalue()


def rows(*values: tuple[object, ...]) -> Callable[[Sheet, Book], None]:
    """A sheet of the given rows."""

    def fill(sheet: Sheet, _: Book) -> None:
        for row in values:
            sheet.append(row)

    return fill


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def lines(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks if isinstance(block, Paragraph)]


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_is_a_table_with_its_name_and_rows(read):
    document = read(rows(("矿种", "个数"), ("铁矿", 40), ("合计", 40)))
    (table,) = tables(document)
    assert (table.name, table.spans_known, table.line_start, table.line_end) == ("附表1", True, 1, 3)
    assert texts(table) == [["矿种", "个数"], ["铁矿", "40"], ["合计", "40"]]


def test_a_line_is_a_row_of_the_sheet_and_offsets_count_in_its_cells_joined_by_tabs(read):
    document = read(rows((), ("矿种", "个数"), ("铁矿", 40)))
    place = document.place(tables(document)[0].rows[1][1].text)
    assert (place.line, place.start, place.end, place.quote) == (3, 3, 5, "40")


def test_merges_become_spans_and_covered_cells_are_left_out(read):
    def fill(sheet, _):
        rows(("序号", "规模", None), (None, "大", "小"), (1, 2, 3))(sheet, _)
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    (table,) = tables(read(fill))
    assert texts(table) == [["序号", "规模"], ["大", "小"], ["1", "2", "3"]]
    assert spans(table)[0] == [(2, 1), (1, 2)]


def test_a_title_merged_wider_than_the_table_reaches_its_edge(read):
    def fill(sheet, _):
        rows(("附表1 矿山", None), ("矿种", "个数"), ("铁矿", 40))(sheet, _)
        sheet.merge_cells("A1:H1")

    assert spans(tables(read(fill))[0])[0] == [(1, 2)]


def test_a_merge_that_overlaps_another_is_passed_over(read):
    fill = rows(("甲", "乙"), ("丙", "丁"))
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A1:A2"/></mergeCells><pageMargins'
    (table,) = tables(read(fill, {SHEET: ("<pageMargins", merges)}))
    assert texts(table) == [["甲"], ["丙", "丁"]]


def test_blank_rows_part_tables_and_single_cells_are_paragraphs(read):
    first, second = ("矿种", "个数"), ("县", "面积")
    document = read(rows(("附表一",), (), first, ("铁", 1), (), ("注：略",), ("单位：个",), (), second, ("甲县", 2)))
    assert lines(document) == ["附表一", "注：略", "单位：个"]
    assert [texts(table)[0] for table in tables(document)] == [["矿种", "个数"], ["县", "面积"]]
    assert [(table.line_start, table.line_end) for table in tables(document)] == [(3, 4), (9, 10)]


def test_a_cell_merged_downwards_holds_its_rows_together(read):
    def fill(sheet, _):
        rows(("甲", "1"), (), (None, "2"))(sheet, _)
        sheet.merge_cells("A1:A3")

    assert texts(tables(read(fill))[0]) == [["甲", "1"], [""], ["2"]]


def test_numbers_and_dates_are_read_as_displayed(read):
    def fill(sheet, _):
        sheet.append((14.1, 0.425, 1234.5, date(2020, 12, 31), True, "文\n字"))
        for cell, code in zip(sheet[1], ("0.00", "0.0%", "#,##0.0", "mm-dd-yy"), strict=False):
            cell.number_format = code

    assert texts(tables(read(fill))[0]) == [["14.10", "42.5%", "1,234.5", "2020/12/31", "TRUE", "文\n字"]]


def test_a_formula_without_a_stored_result_is_empty_and_noted(read):
    document = read(rows(("数", "和"), (1, "=A2+1")))
    assert texts(tables(document)[0]) == [["数", "和"], ["1", ""]]
    assert "有 1 个公式没有保存结果（B2）" in document.source.notes[0]


def test_a_formula_with_a_stored_result_reads_as_that(read):
    document = read(rows(("数", "和"), (1, "=A2+1")), {SHEET: (r"</f><v ?/>|</f><v></v>", "</f><v>2</v>")})
    assert texts(tables(document)[0])[1] == ["1", "2"]
    assert document.source.notes == ()


def test_rich_text_is_read_without_its_fonts(read):
    fill = rows((CellRichText("km", TextBlock(InlineFont(vertAlign="superscript"), "2")), "乙"))
    assert texts(tables(read(fill))[0]) == [["km2", "乙"]]


def test_shared_strings_are_read_without_fonts_and_phonetic_readings(read):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = "<si><t>萤石</t><rPh><t>yíngshí</t></rPh></si><si><r><t>km</t></r><r><rPr/><t>2</t></r></si>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    changes = {
        "xl/sharedStrings.xml": ("", f'<sst xmlns="{main}">{items}</sst>'),
        "xl/_rels/workbook.xml.rels": (
            "</Relationships>", f'<Relationship Id="ss" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
        ),
        SHEET: (r't="n"><v>(\d)</v>', r't="s"><v>\1</v>'),
    }  # fmt: skip
    assert texts(tables(read(rows((0, 1)), changes))[0]) == [["萤石", "km2"]]


def test_hidden_sheets_are_left_out_and_hidden_rows_and_columns_read_and_both_noted(read):
    def fill(sheet, book):
        rows(("甲", "乙", "丙"), ("1", "2", "3"), ("4", "5", "6"))(sheet, book)
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book.create_sheet("字典").append(("码",))
        book["字典"].sheet_state = "hidden"

    document = read(fill)
    assert len(tables(document)[0].rows) == 3
    assert document.source.notes == (
        "工作表“附表1”第 2-3 行是隐藏的，照常读取",
        "工作表“附表1”第 B 列是隐藏的，照常读取",
        "工作表“字典”是隐藏的，未读取",
    )


def test_sheets_follow_each_other_in_the_order_of_their_tabs(read):
    def fill(sheet, book):
        rows(("甲", "1"))(sheet, book)
        book.create_sheet("附表0", 0).append(("乙", "2"))

    assert [table.name for table in tables(read(fill))] == ["附表0", "附表1"]


def test_cells_without_addresses_follow_each_other(read):
    bare = {SHEET: (r' r="[A-Z]*\d+"', "")}
    assert texts(tables(read(rows(("甲", "乙"), ("1", "2")), bare))[0]) == [["甲", "乙"], ["1", "2"]]


def test_unpaired_surrogates_are_replaced(read):
    text = texts(tables(read(rows(("甲_xD800_乙", "丙"))))[0])[0][0]
    assert text == "甲?乙"


@pytest.mark.parametrize(
    "change",
    [
        (r'r="B1"', 'r="?1"'),
        (r'r="B1"', 'r="B9999999"'),
        (r'r="B1"', 'r="ZZZ1"'),
        ('t="inlineStr"><is><t>[^<]*</t></is>', 't="s"><v>99</v>'),
        ("<pageMargins", '<mergeCells><mergeCell ref="A:B"/></mergeCells><pageMargins'),
        ("</sheetData>", ""),
    ],
)
def test_a_damaged_sheet_is_refused_in_one_line(read, change):
    with pytest.raises(UnreadableFileError, match=r"annex\.xlsx：.*已损坏") as caught:
        read(rows(("甲", 1)), {SHEET: change})
    assert "\n" not in str(caught.value)


def test_contents_scattered_over_the_sheet_are_refused(read):
    with pytest.raises(UnreadableFileError, match="散布过广"):
        read(lambda sheet, _: [sheet.cell(row, 1, "甲") for row in range(1, 60)] + [sheet.cell(1, 16384, "乙")])


def test_merges_over_whole_sheets_are_refused_or_cut_to_what_is_used(read):
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><pageMargins'
    assert spans(tables(read(rows(("甲", "乙")), {SHEET: ("<pageMargins", merges)}))[0]) == [[(1, 2)]]


def test_as_many_cells_as_the_limit_are_read_and_one_more_is_refused(tmp_path):
    book = Book()
    for value in "甲乙丙":
        book.active.append((value,))
    path = tmp_path / "annex.xlsx"
    book.save(path)
    package = Package(path, path.read_bytes())
    (sheet,) = Workbook(package, "xl/workbook.xml", Limits(cells=3)).sheets()
    assert len(sheet.cells) == 3
    with pytest.raises(UnreadableFileError, match="多于 2 个"):
        list(Workbook(package, "xl/workbook.xml", Limits(cells=2)).sheets())


def test_rows_of_two_sheets_with_one_number_have_places_of_their_own(read: Callable[..., Document]) -> None:
    def fill(sheet: Sheet, book: Book) -> None:
        hidden = book.create_sheet("隐藏", 0)
        hidden["A1"] = "不读"
        hidden.sheet_state = "hidden"
        for one in (sheet, book.create_sheet("附表2")):
            one["A1"], one["B1"] = one.title, "12"

    tables = [block for block in read(fill).blocks if isinstance(block, Table)]
    spans = [table.rows[0][1].text.span() for table in tables]
    assert [(span.page, span.line) for span in spans] == [(1, 1), (2, 1)]
