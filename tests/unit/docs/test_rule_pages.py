"""Each rule has a page with its name plate and its cases."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from kuanggui.app.rules import list_rules

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture(scope="module")
def rule_pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rule_pages", DOCS / "rule_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_rule_has_a_page_with_its_cases(rule_pages: ModuleType) -> None:
    pages = rule_pages.pages()
    assert len(pages) == len(list_rules())
    for info in list_rules():
        text = pages[f"reference/rules/{info.code.lower()}.md"]
        assert text.startswith(f"# {info.code} {info.title}\n")
        assert info.description in text
        cases = rule_pages.cases(info.code)
        assert cases
        assert all(f"### {case['name']}\n" in text for case in cases)


def test_index_links_to_every_page(rule_pages: ModuleType) -> None:
    source = (DOCS / rule_pages.INDEX).read_text(encoding="utf-8")
    page = SimpleNamespace(file=SimpleNamespace(src_uri=rule_pages.INDEX))
    index = rule_pages.on_page_markdown(source, page)
    assert rule_pages.MARKER not in index
    for name in rule_pages.pages():
        assert f"]({name.removeprefix('reference/')})" in index


def test_other_pages_stay_as_they_are(rule_pages: ModuleType) -> None:
    page = SimpleNamespace(file=SimpleNamespace(src_uri="index.md"))
    assert rule_pages.on_page_markdown(f"a {rule_pages.MARKER}", page) == f"a {rule_pages.MARKER}"
