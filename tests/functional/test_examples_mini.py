"""The expectations for the tiny documents say what stands in them, line by line."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

MINI = Path(__file__).resolve().parents[1] / "fixtures" / "plans" / "mini"
EXPECTED: list[Mapping[str, Any]] = yaml.safe_load((MINI / "expected.yaml").read_text("utf-8"))
BOXES = [
    pytest.param(entry, box, id=f"{entry['file']}-{box['lines'][0]}") for entry in EXPECTED for box in entry["boxes"]
]


def _lines(entry: Mapping[str, Any]) -> list[str]:
    return (MINI / entry["file"]).read_bytes().decode(entry["encoding"]).splitlines()


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_every_document_has_an_expectation() -> None:
    assert sorted(entry["file"] for entry in EXPECTED) == sorted(path.name for path in MINI.glob("*.txt"))


@pytest.mark.parametrize(("entry", "box"), BOXES)
def test_box_stands_on_its_lines(entry: Mapping[str, Any], box: Mapping[str, Any]) -> None:
    first, last = box["lines"]
    lines = [*_lines(entry), ""]
    assert "\t" in lines[first - 1]
    assert lines[last - 1].strip()
    assert lines[last : last + 2] == ["", ""]


@pytest.mark.parametrize(("entry", "box"), BOXES)
def test_caption_stands_on_its_line(entry: Mapping[str, Any], box: Mapping[str, Any]) -> None:
    if box["caption_line"] is None:
        assert box["label"] is box["title"] is None
    else:
        caption = f"{box['label'] or ''}{box['title']}"
        assert _bare(_lines(entry)[box["caption_line"] - 1]) == _bare(caption)


@pytest.mark.parametrize(("entry", "box"), BOXES)
def test_cells_follow_each_other_in_the_table(entry: Mapping[str, Any], box: Mapping[str, Any]) -> None:
    first, last = box["lines"]
    table = _bare("".join(_lines(entry)[first - 1 : last]))
    at = 0
    for row in [*box["rows"], box.get("items", []), box.get("notes", [])]:
        # A cell that covers two columns stands once in the document.
        for cell in dict.fromkeys(_bare(cell) for cell in row) if _covers(row) else map(_bare, row):
            at = table.index(cell, at) + len(cell)
    assert table[at:] == ""


def _covers(row: list[str]) -> bool:
    return len(row) > 1 and row[0] == row[1] and not row[0].isdigit()


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: str(entry["file"]))
def test_headings_and_other_words_occur(entry: Mapping[str, Any]) -> None:
    document = _bare("".join(_lines(entry)))
    lines = {_bare(line) for line in _lines(entry)}
    assert {_bare(heading) for heading in entry["headings"]} <= lines
    assert all(_bare(words) in document for words in entry.get("contains", []))


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        pytest.param(entry, number, id=f"{number['line']}-{number['text']}")
        for entry in EXPECTED
        for number in [*entry.get("quantities", []), *entry.get("no_quantities", [])]
    ],
)
def test_number_stands_on_its_line(entry: Mapping[str, Any], number: Mapping[str, Any]) -> None:
    assert number["text"] in _lines(entry)[number["line"] - 1]
