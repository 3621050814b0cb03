"""The phases together: whatever a document holds, they come to an end and lose no words."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.ingest.phases import Structure, read_structure
from kuanggui.ingest.readers.text_export import read_text
from kuanggui.model.document import Cell, Document, Source, Table
from kuanggui.model.located import LocatedText

LINES = st.sampled_from(
    "|~|~甲|~1.5|~专栏1 甲|~单位：万吨|~合计| ~乙|~备注：丙|丁|专栏2 戊|表1-1|续表1-1|第一章 己|一、庚|1、辛|（1）壬。|目录|第一章 己……1"
    "|注：癸|[image: x]|~2020|年|~万吨|~　".replace("~", "\t").split("|")
)
CELLS = st.tuples(
    st.sampled_from(["", "甲", "1.5", "合计", "万吨", "面积", "专栏1 乙"]), st.integers(1, 3), st.integers(1, 3)
)
TABLES = st.lists(st.lists(CELLS, max_size=4), min_size=1, max_size=6)


def words_of(structure: Structure) -> str:
    texts = [section.text.text for section in structure.sections] + [clause.text.text for clause in structure.clauses]
    for box in structure.boxes:
        texts += [box.caption.text if box.caption else "", *(note.text for note in box.notes)]
        texts += [cell.value for row in (*box.header, *box.rows) for cell in row.cells]
    return "".join(texts)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=25))
def test_every_word_of_a_text_export_is_in_a_heading_clause_or_box(lines):
    text = "\n".join(["始", *lines])
    structure = read_structure(read_text(Path("plan.txt"), text.encode()))
    found = words_of(structure)
    assert [word for word in "甲乙丙丁戊庚辛壬癸" if word in text and word not in found] == []


@settings(max_examples=100, deadline=None)
@given(TABLES)
def test_tables_with_any_spans_become_boxes(rows):
    cells = tuple(
        tuple(Cell(LocatedText.from_line(text, line), down, right) for text, down, right in row)
        for line, row in enumerate(rows, start=1)
    )
    document = Document(Source("plan.docx", "0" * 64, 1, "", "test/1"), (Table(cells, spans_known=True),))
    structure = read_structure(document)
    for box in structure.boxes:
        assert all(len(row.cells) == len(box.columns) for row in (*box.header, *box.rows))
    assert len(structure.boxes) == any(rows)


def test_a_document_ten_times_as_long_has_ten_times_the_boxes_with_ids_of_their_own(datong):
    data = datong.read_bytes() + b"\n"
    structure = read_structure(read_text(datong, data * 10))
    assert len(structure.boxes) == len({box.id for box in structure.boxes}) == 140
