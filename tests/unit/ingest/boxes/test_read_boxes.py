"""The boxes phase on the cases of tests/cases/ingest/boxes.yaml, in both forms of each document."""

from pathlib import Path

import pytest
import yaml

from kuanggui.ingest.phases import read_structure
from kuanggui.ingest.readers import read_document
from kuanggui.ingest.readers.text_export import read_text
from kuanggui.model.document import Cell, Document, Source, Table
from kuanggui.model.located import LocatedText

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases/ingest/boxes.yaml").read_text(encoding="utf-8"))
FORMS = [(form, case) for case in CASES for form in ("text", "exact") if case.get("form", form) == form]


def _squeezed(row: str) -> str:
    return " | ".join(cell.strip() for cell in row.split("|")).rstrip()


@pytest.mark.parametrize(("form", "case"), FORMS, ids=lambda value: value if isinstance(value, str) else value["name"])
def test_case(form, case, text_form, exact_form, drawn):
    structure = (text_form if form == "text" else exact_form)(case["parts"])
    (box,) = structure.boxes
    assert [column.name for column in box.columns] == case["columns"]
    if "rows" in case:
        assert list(map(_squeezed, drawn(box))) == list(map(_squeezed, case["rows"]))
    assert {name: getattr(box, name) for name in case.get("box", {})} == case.get("box", {})
    assert [note.text for note in box.notes] == case.get("notes", [])
    assert [item.text for item in box.items] == case.get("items", [])
    assert case.get("remarks", "") in "".join(box.remarks)
    assert not (case.get("no_remarks") and box.remarks)
    if "roles" in case:
        assert [row.role.value for row in box.rows] == case["roles"]
    reasons = {index: column.inferred for index, column in enumerate(box.columns) if column.inferred is not None}
    assert reasons.keys() == case.get("inferred", {}).keys()
    assert all(words in reasons[index] for index, words in case.get("inferred", {}).items())


def test_text_forms_mark_what_they_guess_and_exact_forms_do_not(text_form, exact_form):
    parts = ["专栏1 甲", "类别 | 名称 | 数量\n金属 | 铁 | 1.5\n^ | 铜 | 2.5"]
    for read, certain in ((text_form, False), (exact_form, True)):
        assert read(parts).boxes[0].rows[1].cells[0].certain is certain


def test_numbers_that_come_twice_give_ids_of_their_own(text_form):
    table = "名称 | 数量\n甲 | 1\n乙 | 2"
    boxes = text_form(["专栏5 甲", table, "正文。", "专栏5 乙", table, "正文。", table, "正文。", table]).boxes
    assert [box.id for box in boxes] == ["box-5", "box-5-2", "box-t1", "box-t2"]


def test_captions_below_their_tables(text_form):
    table = "名称 | 数量\n甲 | 1\n乙 | 2"
    boxes = text_form(["正文。", table, "表1 甲", table, "表2 乙", "正文。"]).boxes
    assert [box.title for box in boxes] == ["甲", "乙"]


def test_captions_above_their_tables_when_tables_follow_each_other(text_form):
    table = "名称 | 数量\n甲 | 1\n乙 | 2"
    boxes = text_form(["表1 甲", table, "表2 乙", table, "正文。"]).boxes
    assert [box.title for box in boxes] == ["甲", "乙"]


def test_a_sentence_that_begins_with_a_label_is_no_caption(text_form):
    structure = text_form(["专栏3列出了全部矿山，共12座。", "名称 | 数量\n甲 | 1"])
    assert structure.boxes[0].label is None
    assert [clause.text.text for clause in structure.clauses] == ["专栏3列出了全部矿山，共12座。"]


def test_a_box_knows_its_section_lines_and_source_cells(text_form):
    structure = text_form(["第一章 甲", "专栏1 乙", "名 称 | 数量\n东　山 | 1\n西山 | 2", "正文。"])
    (box,) = structure.boxes
    assert (box.section, box.line_start, box.line_end) == ("1", 2, 10)
    assert [cell.text for cell in box.rows[0].raw] == ["东　山", "1"]
    assert box.rows[0].line == 6
    cell = box.rows[0].cells[0]
    place = structure.document.place(cell.text)
    assert (cell.value, place.line, place.start, place.end) == ("东山", 6, 1, 4)
    assert [clause.text.text for clause in structure.clauses] == ["正文。"]


def test_every_word_of_a_table_is_in_its_box(text_form):
    words = "专栏1 甲", "a | b | c\nd | e\n备注：f\ng | h | i | j\nk\nl"
    (box,) = text_form(list(words)).boxes
    found = "".join(cell.value for row in (*box.header, *box.rows) for cell in row.cells)
    assert set("abcdeghijkl") <= set(found)


def test_a_very_wide_row_is_laid_out_without_search(text_form):
    wide = " | ".join(f"{n}.5" for n in range(300))
    (box,) = text_form(["专栏1 甲", f"名称 | 数量\n{wide}\n乙 | 2.5"]).boxes
    assert len(box.columns) == 300


def located(text: str) -> LocatedText:
    return LocatedText.from_line(text, 1)


def nested(text: str) -> Document:
    inner = Table(((Cell(located("名称")), Cell(located("数量"))), (Cell(located("甲")), Cell(located("1")))), True)
    outer = Table(((Cell(located("专栏1 外")),), (Cell(located(text), tables=(inner,)),)), True)
    return Document(Source("plan.docx", "0" * 64, 1, "", "test/1"), (outer,))


def test_a_frame_gives_its_caption_to_the_table_in_it():
    (box,) = read_structure(nested("")).boxes
    assert (box.label, box.title, [column.name for column in box.columns]) == ("专栏1", "外", ["名称", "数量"])


def test_a_table_in_a_cell_with_text_is_a_box_of_its_own():
    outer, inner = read_structure(nested("说明文字")).boxes
    assert outer.items[0].text == "说明文字"
    assert (inner.id, [cell.value for cell in inner.rows[0].cells]) == ("box-t1", ["甲", "1"])


def test_blanks_before_the_first_tab_tell_that_the_first_header_cell_is_lost():
    table = " \t甲类\n\t乙类\n\n\t一季\n\t1.5\n\t2.5\n\n\t二季\n\t2.5\n\t3.5\n\n\n"
    (box,) = read_structure(read_text(Path("plan.txt"), table.encode())).boxes
    assert [column.name for column in box.columns] == ["", "甲类", "乙类"]
    assert "不足以判断" in (box.columns[0].inferred or "")


def test_the_real_plan_has_fourteen_boxes_with_their_rows(datong):
    boxes = read_structure(read_document(datong)).boxes
    assert [box.number for box in boxes] == ["1", "2", "3", "4", "5", "5", "8", "9", "10", "11", "12", "13", None, "15"]
    assert [len(box.rows) for box in boxes] == [33, 25, 25, 14, 11, 10, 32, 1, 1, 8, 18, 14, 1, 15]
    assert [len(box.items) for box in boxes if box.items] == [4, 10]


def test_the_lost_header_of_the_real_plan_is_restored_from_sums_and_text(datong):
    box = next(box for box in read_structure(read_document(datong)).boxes if box.id == "box-2")
    inferred = [column.name for column in box.columns if column.inferred]
    assert inferred == ["矿种", "左云县", "云冈区"]
    assert len(box.columns) == 12
    assert box.remarks
