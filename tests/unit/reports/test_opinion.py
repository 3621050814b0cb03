"""The review opinion: judgement by its stated rule, numbered opinions, open points, signatures."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from kuanggui.checks.rule import Rule
from kuanggui.reports.opinion import overall, write_opinion
from kuanggui.reports.view import View

MakeView = Callable[..., View]


def paragraphs(view: View) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(write_opinion(view))).paragraphs]


def test_opinion_has_its_parts_in_order(make_view: MakeView) -> None:
    texts = paragraphs(make_view())
    heads = [text for text in texts if text[:2] in {"一、", "二、", "三、", "四、"}]
    assert texts[0] == "《示例市矿产资源总体规划（2021-2025年）》数据复核意见"
    assert heads == ["一、基本情况", "二、总体意见", "三、具体意见", "四、未能核对的内容"]
    assert [text[:4] for text in texts[-3:]] == ["复核人（", "审查单位", "日期：　"]


def test_opinions_are_numbered_through_with_place_and_arithmetic(make_view: MakeView) -> None:
    texts = paragraphs(make_view())
    assert "1. 合计不符（错误；第一章 现状 › 第一节 矿山，第4行）" in texts
    assert "2. 合计不符（存疑；专栏1第1行“资源量”列，第15行）" in texts
    assert "算式：40 + 60 = 100 ≠ 99" in texts


@pytest.mark.parametrize(
    ("codes", "judgement"),
    [(("AUD901", "AUD903"), "fail"), (("AUD903",), "doubt"), (("AUD905",), "pass"), ((), "pass")],
)
def test_judgement_follows_the_stated_rule(
    make_view: MakeView, rules: dict[str, Rule], codes: tuple[str, ...], judgement: str
) -> None:
    assert overall(make_view(rules=tuple(rules[code] for code in codes))) == judgement


def test_rule_that_could_not_tell_is_named(make_view: MakeView) -> None:
    assert "AUD904 合计不符：没有基期" in paragraphs(make_view())


def test_waived_error_does_not_fail_the_plan(make_view: MakeView) -> None:
    view = make_view(waived="AUD901")
    assert overall(view) == "doubt"
    assert any("口径不同；王某，2026-01-05" in text for text in paragraphs(view))
