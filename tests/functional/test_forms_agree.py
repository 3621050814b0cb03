"""The example plan gives the same outline and boxes from its text export and from its DOCX form."""

from pathlib import Path

import pytest

from kuanggui.ingest.phases import Structure, read_structure
from kuanggui.ingest.readers import read_document
from kuanggui.model.box import Box

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def forms() -> tuple[Structure, Structure]:
    (text,) = EXAMPLES.glob("*.txt")
    (docx,) = EXAMPLES.glob("*.docx")
    return read_structure(read_document(text)), read_structure(read_document(docx))


def _content(box: Box) -> dict[str, object]:
    return {
        "heading": (box.id, box.label, box.number, box.title, box.unit_note, box.section),
        "columns": [column.name for column in box.columns],
        "rows": [[(cell.value, cell.fill) for cell in row.cells] for row in box.rows],
        "roles": [row.role for row in box.rows],
        "notes": [note.text for note in box.notes],
        "items": [item.text for item in box.items],
    }


def test_boxes_agree_in_columns_rows_and_fills(forms):
    text, docx = forms
    assert len(text.boxes) == len(docx.boxes) == 11
    for one, other in zip(text.boxes, docx.boxes, strict=True):
        assert _content(one) == _content(other)


def test_outlines_agree(forms):
    text, docx = forms
    assert [(s.id, s.number, s.title) for s in text.sections] == [(s.id, s.number, s.title) for s in docx.sections]
    assert [(c.id, c.text.text) for c in text.clauses] == [(c.id, c.text.text) for c in docx.clauses]


def test_titles_agree(forms):
    text, docx = forms
    assert text.title == docx.title
