"""The audit of the example plan: ids survive edits, the DOCX says what the text says, reports lose nothing."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest

from kuanggui.app.assessing import assess_file
from kuanggui.findings.assessment import Assessment
from kuanggui.findings.review import review
from kuanggui.model.document import Paragraph, Table
from kuanggui.model.reading import Reading
from kuanggui.reports.html.page import write_html
from kuanggui.reports.view import look

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def text() -> str:
    (path,) = EXAMPLES.glob("*规划.txt")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory, text: str) -> tuple[Reading, Assessment]:
    path = tmp_path_factory.mktemp("draft") / "old.txt"
    path.write_text(text, encoding="utf-8")
    return assess_file(path, TODAY)


def test_ids_survive_a_new_passage_elsewhere(audited: tuple[Reading, Assessment], text: str, tmp_path: Path) -> None:
    old = audited[1]
    lines = text.split("\n")
    before = next(index for index, line in enumerate(lines) if "]第二节" in line)
    newer = tmp_path / "new.txt"
    newer.write_text("\n".join([*lines[:before], "本节由编制单位补写说明。", *lines[before:]]), encoding="utf-8")
    comparison = review(assess_file(newer, TODAY)[1], older=("old.txt", old.findings)).comparison
    assert comparison is not None
    assert old.findings
    assert (comparison.solved, comparison.new, len(comparison.remaining)) == ((), (), len(old.findings))


def test_mended_figure_is_solved_and_nothing_else_changes(
    audited: tuple[Reading, Assessment], text: str, tmp_path: Path
) -> None:
    assert text.count("停产15座") == 1
    newer = tmp_path / "new.txt"
    newer.write_text(text.replace("停产15座", "停产14座"), encoding="utf-8")
    comparison = review(assess_file(newer, TODAY)[1], older=("old.txt", audited[1].findings)).comparison
    assert comparison is not None
    assert comparison.new == ()
    assert comparison.solved
    assert {place.line for finding in comparison.solved for place in finding.places} & {118}


def test_every_word_of_the_document_is_on_the_page(audited: tuple[Reading, Assessment]) -> None:
    reading, assessment = audited
    page = write_html(look(review(assessment), reading)).decode()
    main = page.split("<main", 1)[1].split("</main>")[0]
    shown = _squeezed(html.unescape(re.sub(r"<[^>]+>", "", main)))
    lost = [words for block in reading.document.blocks for words in _texts(block) if _squeezed(words) not in shown]
    assert lost == []


def test_every_finding_has_its_place_marked(audited: tuple[Reading, Assessment]) -> None:
    reading, assessment = audited
    page = write_html(look(review(assessment), reading)).decode()
    entries = look(review(assessment), reading).entries
    assert all(f'id="p{entry.number}-0"' in page for entry in entries)


def _texts(block: Paragraph | Table) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text.text]
    return [cell.text.text for row in block.rows for cell in row]


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)
