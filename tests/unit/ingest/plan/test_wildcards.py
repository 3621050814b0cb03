"""Patterns match whole texts, whatever the blanks and the width of brackets."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuanggui.ingest.plan.wildcards import Patterns


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("面积", "面积", True),
        ("面积", "总面积", False),
        ("面积*", "面积（平方公里）", True),
        ("面积(*)", "面 积（km2）", True),
        ("*矿山*数*", "各县矿山个数表", True),
        ("*矿山*数*", "数矿山", False),
        ("?号", "编号", True),
        ("?号", "图面号", False),
        ("*上*下", "上下上下", True),
        ("上*上", "上", False),
    ],
)
def test_a_pattern_matches_the_whole_text(pattern: str, text: str, matches: bool) -> None:
    assert Patterns.of([pattern]).match(text) is matches


def test_the_first_pattern_that_matches_gives_the_rank() -> None:
    patterns = Patterns.of(["面积", "*面积*", "*"])
    assert [patterns.rank(text) for text in ("面积", "区面积", "名称")] == [0, 1, 2]
    assert Patterns.of(["面积"]).rank("名称") is None


@given(st.text("ab*?", max_size=6), st.text("ab", max_size=6))
def test_matching_agrees_with_regular_expressions(pattern: str, text: str) -> None:
    expression = "".join(".*" if sign == "*" else "." if sign == "?" else sign for sign in pattern)
    assert Patterns.of([pattern]).match(text) is bool(re.fullmatch(expression, text))
