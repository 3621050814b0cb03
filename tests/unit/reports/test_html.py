"""The web page stands alone, escapes everything, and loses nothing of the document."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from kuanggui.reports.html.page import write_html
from kuanggui.reports.view import View
from kuanggui.reports.words import Language

MakeView = Callable[..., View]
VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Collects tags, ids, links and the text of the document part."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.scripts = 0
        self.open: list[str] = []
        self.main = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.scripts += tag == "script"
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        self.outside += [name for name in given if name in {"src", "srcset", "style"} or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open:
            self.main += data


@pytest.fixture
def text(make_view: MakeView) -> str:
    return write_html(make_view()).decode()


@pytest.fixture
def page(text: str) -> Page:
    return Page(text)


def test_page_is_well_formed_with_unique_ids(page: Page) -> None:
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_words_of_the_plan_stay_words(text: str, page: Page) -> None:
    assert page.scripts == 1
    assert "&lt;script&gt;alert(" in text
    assert "<script>alert" not in text
    assert 'alert("x")' in page.main


def test_page_loads_nothing_and_links_only_to_itself(page: Page) -> None:
    assert page.outside == []
    assert {link[:1] for link in page.links} == {"#"}
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_policy_names_style_and_script_by_hash(text: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    for tag in ("style", "script"):
        inline = text.split(f"<{tag}>")[1].split(f"</{tag}>", maxsplit=1)[0]
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_nothing_of_the_document_is_lost(page: Page) -> None:
    shown = re.sub(r"\s", "", page.main)
    for words in (
        "全市有矿山99座，其中大型40座、中型60座。",
        "专栏1铁矿资源量",
        '=HYPERLINK("http://x")铁矿',
        "120.5",
        "结束&结束。",
    ):
        assert words in shown


def test_every_figure_of_a_finding_is_marked_and_leads_to_its_card(text: str) -> None:
    marks = re.findall(r'<a class="mark (\w+)" href="(#f[\d-]+)" data-cards="([^"]+)">([^<]+)</a>', text)
    assert ("error", "#f1", "f1 f1-1", "99座") in marks
    assert [quote for *_, quote in marks] == ["99座", "40座", "60座", "120.5"]


def test_findings_show_their_arithmetic(text: str) -> None:
    assert "40 + 60 = 100 ≠ 99" in text


def test_page_speaks_the_language_asked_for(make_view: MakeView) -> None:
    text = write_html(make_view(Language.EN)).decode()
    assert '<html lang="en">' in text
    assert "Total differs" in text
    assert "合计不符" not in text


def test_page_without_findings_says_so(make_view: MakeView) -> None:
    assert '<p class="empty">没有发现问题。</p>' in write_html(make_view(rules=())).decode()


def test_waived_finding_is_listed_with_its_reason(make_view: MakeView) -> None:
    assert "口径不同 (王某, 2026-01-05)" in write_html(make_view(waived="AUD903")).decode()


def test_same_review_makes_the_same_page(make_view: MakeView) -> None:
    assert write_html(make_view()) == write_html(make_view())
