"""The outline phase on the cases of tests/cases/ingest/outline.yaml."""

from pathlib import Path

import pytest
import yaml

from kuanggui.ingest.clean import clean_document
from kuanggui.ingest.outline import Outline, read_outline, read_title
from kuanggui.ingest.readers import read_document
from kuanggui.model.document import Document, Paragraph, Source
from kuanggui.model.located import LocatedText
from kuanggui.model.numerals import to_number

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases/ingest/outline.yaml").read_text(encoding="utf-8"))
SOURCE = Source("某市规划.txt", "0" * 64, 1, "text/plain", "test/1")


def document(*paragraphs: str | Paragraph) -> Document:
    blocks = tuple(
        p if isinstance(p, Paragraph) else Paragraph(LocatedText.from_line(p, line))
        for line, p in enumerate(paragraphs, start=1)
    )
    return clean_document(Document(SOURCE, blocks))


def drawn(outline: Outline) -> str:
    counts = {s.id: sum(c.section == s.id for c in outline.clauses) for s in outline.sections}
    lines = (f"{'  ' * (s.depth - 1)}{s.id} {s.number} {s.title} {counts[s.id]}" for s in outline.sections)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    outline = read_outline(document(*case["text"].splitlines()).blocks, set())
    assert drawn(outline) == case["outline"]
    assert sum(not clause.section for clause in outline.clauses) == case.get("before_first", 0)
    if "markers" in case:
        assert [clause.marker for clause in outline.clauses] == case["markers"]


def test_a_style_of_the_source_makes_a_heading_of_a_list_item():
    text = LocatedText.from_line("1、东山煤矿", 2)
    outline = read_outline(document("第一章 甲", Paragraph(text, heading_level=3), "2、西山煤矿").blocks, set())
    assert [s.title for s in outline.sections] == ["甲", "东山煤矿"]


def test_a_long_paragraph_in_a_heading_style_is_a_clause():
    text = LocatedText.from_line("本规划期内，全市严格控制矿山数量。", 1)
    outline = read_outline(document(Paragraph(text, heading_level=1, toc_anchor=True)).blocks, set())
    assert not outline.sections
    assert [c.id for c in outline.clauses] == ["¶1"]


def test_claimed_blocks_are_neither_heading_nor_clause():
    outline = read_outline(document("第一章 甲", "专栏1 乙", "丙。").blocks, {1})
    assert [c.text.text for c in outline.clauses] == ["丙。"]
    assert outline.section_at == ("1", "1", "1")


def test_no_word_is_lost_when_a_heading_runs_into_its_text():
    outline = read_outline(document("一、生态优先。严格保护。").blocks, set())
    assert outline.sections[0].text.text + outline.clauses[0].text.text == "一、生态优先。严格保护。"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["示例市矿产资源总体规划", "（2021-2025年）", "第一章 甲"], "示例市矿产资源总体规划（2021-2025年）"),
        (["第一章 甲", "编制《示例市矿产资源规划》（以下简称《规划》）。"], "示例市矿产资源规划"),
        (["第一章 甲", "正文。"], "某市规划"),
    ],
)
def test_the_title_stands_in_front_or_in_the_text_or_is_the_file_name(lines, title):
    plan = document(*lines)
    assert read_title(plan, read_outline(plan.blocks, set())) == title


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", 10), ("十二", 12), ("三十", 30), ("一百〇五", 105), ("12", 12), ("③", 3), ("甲", None)],
)
def test_ordinal_numerals(numeral, value):
    assert to_number(numeral) == value


def test_the_real_plan_has_its_seven_chapters_and_no_clause_twice(datong):
    outline = read_outline(clean_document(read_document(datong)).blocks, set())
    assert [s.number for s in outline.sections if s.depth == 1] == ["", *(f"第{n}章" for n in "一二三四五六七")]
    assert len({s.id for s in outline.sections}) == len(outline.sections) > 80
    assert len({c.id for c in outline.clauses}) == len(outline.clauses)
