"""The clean phase on the cases of tests/cases/ingest/clean.yaml, and its promise about places."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kuanggui.ingest.clean import clean_text
from kuanggui.model.located import LocatedText

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases/ingest/clean.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    expected = case["text"] if case.get("same") else case["clean"]
    assert clean_text(LocatedText.from_line(case["text"], 1)).text == expected


@pytest.mark.parametrize("case", [c for c in CASES if "again" not in c], ids=lambda case: case["name"])
def test_cleaning_twice_changes_nothing_more(case):
    once = clean_text(LocatedText.from_line(case["text"], 1))
    assert clean_text(once).text == once.text


@given(st.text(alphabet="矿产第章专栏１2３ 　\u00a0\u00ad，。ａB%\n", max_size=30))
def test_every_kept_character_stands_where_the_source_has_it(text):
    clean = clean_text(LocatedText.from_line(text, 7, column=3))
    for index, character in enumerate(clean.text):
        span = clean.span(index, index + 1)
        source = text[span.start - 3]
        assert span.line == 7
        assert clean_text(LocatedText.from_line(f"x{source}x", 1)).text[1:-1] in {character, ""} or character == " "
