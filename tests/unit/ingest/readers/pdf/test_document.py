"""PDF files read page by page: paragraphs, tables, refusals."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.readers import read_document
from kuanggui.ingest.readers.limits import LIMITS, Limits
from kuanggui.ingest.readers.pdf import read_pdf
from kuanggui.ingest.readers.pdf.answer import Answer
from kuanggui.ingest.readers.pdf.document import read_pages
from kuanggui.model.document import Paragraph, Table
from sample_files.pdf import FONT, GRID, OPEN_SIDES, body, drawing, gap, heading, raw_pdf, stream, table, write_pdf
from sample_files.tables import spans, texts

SENTENCE = "本市已发现煤、铁、铜、萤石等矿产，其中煤炭保有资源量2252754.5万吨，铁矿保有矿石量27469.1万吨。"


def read(data: bytes) -> Answer:
    return read_pages(data, lambda: None)


def lines(answer: Answer) -> list[str]:
    return [block.text.text for block in answer.blocks if isinstance(block, Paragraph)]


def tables(answer: Answer) -> list[Table]:
    return [block for block in answer.blocks if isinstance(block, Table)]


def test_running_text_becomes_the_paragraphs_that_were_written():
    written = [SENTENCE * 2, "短段。", SENTENCE * 40, SENTENCE]
    answer = read(write_pdf(heading("第一章 总则"), *map(body, written), header="示例市规划"))
    assert lines(answer) == ["第一章 总则", *written]


def test_a_table_stands_between_its_paragraphs_with_its_merges():
    rows = [["类别", "规模", ""], ["", "大", "小"], ["煤", "1", "2"]]
    merged = [*GRID, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]
    answer = read(write_pdf(body("前文。"), table(rows, merged), body("后文。")))
    assert [type(block) for block in answer.blocks] == [Paragraph, Table, Paragraph]
    (found,) = tables(answer)
    assert found.spans_known
    assert texts(found) == [["类别", "规模"], ["大", "小"], ["煤", "1", "2"]]
    assert spans(found) == [[(2, 1), (1, 2)], [(1, 1), (1, 1)], [(1, 1)] * 3]


def test_a_table_over_three_pages_is_one_and_its_repeated_header_is_read_once():
    rows = [["矿种", "个数"], *([f"矿种{number}", str(number)] for number in range(100))]
    (found,) = tables(read(write_pdf(table(rows, repeatRows=1), header="示例市规划")))
    assert texts(found) == rows
    assert found.header_rows == 1


def test_a_table_that_goes_on_without_its_header_loses_no_row():
    rows = [[f"矿种{number}", str(number)] for number in range(60)]
    (found,) = tables(read(write_pdf(table(rows))))
    assert texts(found) == rows
    assert found.header_rows is None


def test_columns_that_one_page_does_not_part_are_merged_there():
    rows = [["矿种", "", "个数"], *([f"矿种{number}", "", str(number)] for number in range(45)), ["铜", "矿石量", "1"]]
    merged = [*GRID, *(("SPAN", (0, row), (1, row)) for row in range(46))]
    (found,) = tables(read(write_pdf(table(rows, merged, colWidths=[60, 60, 60]))))
    assert spans(found)[0] == [(1, 2), (1, 1)]
    assert texts(found)[-1] == ["铜", "矿石量", "1"]


def test_tables_of_other_columns_or_with_text_between_stay_apart():
    narrow, wide = table([["甲", "乙"]], colWidths=[50, 50]), table([["丙", "丁"]], colWidths=[80, 80])
    apart = read(write_pdf(narrow, gap(600), gap(60), wide))
    assert [texts(found) for found in tables(apart)] == [[["甲", "乙"]], [["丙", "丁"]]]
    between = read(write_pdf(gap(650), narrow, gap(40), body("专栏2"), narrow))
    assert len(tables(between)) == 2


def test_tables_of_one_page_stay_apart_though_nothing_stands_between():
    alike = [table([[text, "1"]], colWidths=[50, 50]) for text in "甲乙"]
    assert [texts(found) for found in tables(read(write_pdf(alike[0], gap(30), alike[1])))] == [
        [["甲", "1"]],
        [["乙", "1"]],
    ]


def test_a_cell_without_rules_is_an_empty_cell():
    stream_of_page = io.BytesIO()
    canvas = Canvas(stream_of_page)
    canvas.setFont(FONT, 12)
    for text, x, y in (("甲", 100, 700), ("乙", 150, 700), ("丙", 100, 680)):
        canvas.rect(x, y, 50, 20)
        canvas.drawString(x + 10, y + 5, text)
    canvas.showPage()
    canvas.save()
    assert texts(tables(read(stream_of_page.getvalue()))[0]) == [["甲", "乙"], ["丙", ""]]


def test_a_table_open_at_its_sides_keeps_its_outer_columns():
    (found,) = tables(read(write_pdf(body("前文。"), table([["甲", "乙", "丙"], ["1", "2", "3"]], OPEN_SIDES))))
    assert texts(found) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_lines_that_fill_a_cell_go_on_and_short_ones_end():
    rows = [["北川县大河口煤矿重点\n勘查区", "1、甲矿\n2、乙矿", "3067.\n0"]]
    (found,) = tables(read(write_pdf(table(rows, colWidths=[112, 112, 40]))))
    assert texts(found) == [["北川县大河口煤矿重点勘查区", "1、甲矿\n2、乙矿", "3067.0"]]


def test_items_of_a_list_in_a_narrow_cell_stay_lines():
    (found,) = tables(read(write_pdf(table([["1、北川县甲矿\n2、北川县乙矿", "丙"]]))))
    assert texts(found) == [["1、北川县甲矿\n2、北川县乙矿", "丙"]]


def test_every_text_knows_its_page_and_line(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(write_pdf(body("一。"), gap(650), body("二。"), table([["甲", "乙"], ["1", "2"]]), header="规划"))
    document = read_document(path)
    second, found = document.blocks[1], document.blocks[2]
    assert isinstance(second, Paragraph)
    assert isinstance(found, Table)
    place = document.place(second.text)
    assert (place.page, place.line, place.quote) == (2, 2, "二。")
    place = document.place(found.rows[1][1].text)
    assert (place.page, place.line, place.start, place.end) == (2, 4, 2, 3)
    assert (found.line_start, found.line_end) == (3, 4)


def drawn(*pages: list[tuple[str, float]], font: str = FONT, **options: object) -> bytes:
    """Pages with texts, each turned by an angle; a page without any has a drawing only."""
    stream = io.BytesIO()
    canvas = Canvas(stream, **options)
    for page in pages:
        canvas.rect(50, 50, 300, 300)
        canvas.setFont(font, 12)
        for text, angle in page:
            canvas.saveState()
            canvas.translate(300, 400)
            canvas.rotate(angle)
            canvas.drawString(0, 0, text)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_a_page_that_is_shown_turned_reads_as_shown():
    stream_of_page = io.BytesIO()
    canvas = Canvas(stream_of_page)
    canvas.setPageRotation(90)
    canvas.setFont(FONT, 12)
    canvas.translate(300, 100)
    canvas.rotate(90)
    for row, texts_of_row in enumerate([("甲", "乙"), ("1", "2")]):
        for column, text in enumerate(texts_of_row):
            canvas.rect(column * 50, -row * 20, 50, 20)
            canvas.drawString(column * 50 + 10, -row * 20 + 5, text)
    canvas.showPage()
    canvas.save()
    (found,) = tables(read(stream_of_page.getvalue()))
    assert texts(found) == [["甲", "乙"], ["1", "2"]]


def test_a_scan_is_refused_with_the_way_out():
    assert "没有文字层（扫描件）" in str(read(drawn([("封面", 0)], [], [])).refusal)


def test_pages_without_text_among_others_are_noted():
    answer = read(drawn([("甲", 0)], [], [("乙", 0)]))
    assert answer.refusal is None
    assert answer.notes == ("第 2 页没有文字（可能是图件），未读取",)


def test_watermarks_and_turned_text_are_left_out_and_noted():
    answer = read(drawn([("正文", 0), ("内部资料", 45)], [("乙", 0), ("竖排", 90)]))
    assert lines(answer) == ["正文", "乙"]
    assert answer.notes == ("第 1、2 页有倾斜或竖排的文字，未读取",)


def test_a_pdf_with_a_password_is_refused_and_one_with_rights_only_is_read():
    closed = drawn([("甲", 0)], encrypt=StandardEncryption("secret"))
    assert "打开密码" in str(read(closed).refusal)
    rights = drawn([("mine", 0)], font="Helvetica", encrypt=StandardEncryption("", "owner", canCopy=0))
    assert lines(read(rights)) == ["mine"]


def test_a_font_that_does_not_say_what_its_characters_mean_is_refused():
    undecoded = drawn([("甲", 0)], encrypt=StandardEncryption("", "owner"))  # which hides the name of the character set
    assert "没有文字编码" in str(read(undecoded).refusal)


@pytest.mark.parametrize("keep", [20, 0.3, 0.9])
def test_a_truncated_pdf_is_refused_or_says_it_is_damaged(keep):
    data = drawn([("甲", 0)])
    cut = keep if keep > 1 else int(len(data) * keep)
    answer = read(data[:cut])
    assert answer.refusal
    assert "\n" not in answer.refusal


def test_a_pdf_of_too_many_pages_is_refused():
    assert "多于 1 页" in str(read_pages(drawn([("甲", 0)], [("乙", 0)]), lambda: None, Limits(pages=1)).refusal)


def test_a_refusal_names_the_file(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"^plan\.pdf：PDF .*扫描件"):
        read_pdf(Path("plan.pdf"), drawn([]))


def test_drawings_that_multiply_in_drawings_end_with_the_time_of_a_page():
    levels = 12
    multiplied = [drawing(b"/a Do " * 10, calls=6 + level) for level in range(levels)]
    data = raw_pdf(stream(b"/a Do"), *multiplied, drawing(b"0 0 m 9 9 l S", calls=5 + levels))
    with pytest.raises(UnreadableFileError, match="第 1 页超过 2 秒未读完"):
        read_pdf(Path("plan.pdf"), data, replace(LIMITS, page_seconds=2))


def test_a_reading_process_that_dies_is_reported_in_one_line(monkeypatch):
    def die(*_: object, **__: object) -> object:
        raise subprocess.CalledProcessError(-9, "python", stderr=b"Traceback\nKilled: out of luck\n")

    monkeypatch.setattr(subprocess, "run", die)
    with pytest.raises(UnreadableFileError, match="意外结束（Killed: out of luck）") as caught:
        read_pdf(Path("plan.pdf"), b"%PDF-")
    assert "\n" not in str(caught.value)


def test_a_reading_process_that_never_ends_is_reported(monkeypatch):
    def hang(*_: object, **__: object) -> object:
        raise subprocess.TimeoutExpired("python", 1)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(UnreadableFileError, match="未读完"):
        read_pdf(Path("plan.pdf"), b"%PDF-")
