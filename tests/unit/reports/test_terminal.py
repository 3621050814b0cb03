"""The review on a terminal."""

from __future__ import annotations

from collections.abc import Callable

from kuanggui.reports.plain_text import printable
from kuanggui.reports.terminal import write_terminal
from kuanggui.reports.view import View
from kuanggui.reports.words import Language

MakeView = Callable[..., View]


def test_findings_are_grouped_by_severity_with_words_and_arithmetic(make_view: MakeView) -> None:
    text = write_terminal(make_view())
    assert text.index("错误 1") < text.index("40 + 60 = 100 ≠ 99") < text.index("存疑 1")
    assert "“全市有矿山99座，其中大型40座、中型60座。”" in text
    assert "同因 AUD902" in text


def test_closing_lines_say_what_was_checked(make_view: MakeView) -> None:
    text = write_terminal(make_view())
    assert "错误 1 · 存疑 2 · 提示 0" in text
    assert "规则 5 条：通过 1，发现问题 3，不适用 0，未能核对 1" in text


def test_plan_cannot_steer_the_terminal(make_view: MakeView) -> None:
    assert "\x1b" not in write_terminal(make_view())
    assert printable("甲\x1b[31m\x9b\u0007\n乙") == "甲[31m 乙"


def test_colour_is_for_terminals_only(make_view: MakeView) -> None:
    assert "\x1b[" in write_terminal(make_view(), colour=True)


def test_no_findings_is_said(make_view: MakeView) -> None:
    assert "nothing was found" in write_terminal(make_view(Language.EN, rules=()))
