"""The correction list opens as a drafter needs it, and no cell of it is a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook, load_workbook

from kuanggui.reports.steady_workbook import MADE, SOME_DAY
from kuanggui.reports.view import View
from kuanggui.reports.words import Language
from kuanggui.reports.workbook import write_workbook

MakeView = Callable[..., View]


@pytest.fixture
def book(make_view: MakeView) -> Workbook:
    return load_workbook(io.BytesIO(write_workbook(make_view())))


def test_corrections_have_a_row_each_and_blank_columns_for_the_reply(book: Workbook) -> None:
    sheet = book["修改清单"]
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert head[:10] == ["编号", "严重程度", "类别", "位置", "原文", "问题", "复核值", "建议", "答复", "处理"]
    assert [row[0] for row in rows] == ["1", "1.1", "2"]
    assert rows[0][6:10] == ["100座", "改为100座", None, None]
    assert "40 + 60 = 100 ≠ 99" in str(rows[0][5])


def test_no_cell_is_a_formula_whatever_the_plan_says(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    hostile = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert hostile
    assert all(cell.quotePrefix for cell in hostile)


def test_header_stays_in_sight_and_prints_on_each_page(book: Workbook) -> None:
    sheet = book["修改清单"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A2", "$1:$1", "A1:K4")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_numbers_not_checked_are_listed_with_reason(book: Workbook) -> None:
    rows = list(book["未核对的数字"].iter_rows(min_row=2, values_only=True))
    assert rows
    assert all(row[0] and row[1] and row[2] for row in rows)


def test_sheets_are_named_in_the_language_asked_for(make_view: MakeView) -> None:
    names = load_workbook(io.BytesIO(write_workbook(make_view(Language.EN)))).sheetnames
    assert names == ["Corrections", "Coverage", "Numbers not checked"]


def test_the_same_review_gives_the_same_bytes_on_any_day(make_view: MakeView) -> None:
    content = write_workbook(make_view())
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.read("docProps/core.xml").count(b">1980-01-01T00:00:00Z<") == 2
    assert write_workbook(make_view()) == content


@pytest.mark.parametrize("prefix", [b"dcterms", b"dct", b"ns0"])
def test_the_day_is_taken_out_by_whatever_prefix_a_library_registered(prefix: bytes) -> None:
    element = b'<%s:created xsi:type="%s:W3CDTF">%%s</%s:created>' % (prefix, prefix, prefix)
    assert MADE.sub(SOME_DAY, element % b"2026-11-30T22:00:00Z") == element % b"1980-01-01T00:00:00Z"
