"""English pages speak English: what is Chinese on them comes from a plan or the law, and is marked so for whoever has them read out."""

import pytest
from playwright.sync_api import expect

from e2e.conftest import Visitor
from e2e.test_adjustments import Office, block
from e2e.test_journeys import WORDS
from kuanggui.app.example import PLAN

pytestmark = pytest.mark.enable_socket
ENGLISH = pytest.mark.parametrize("visitor", ["desktop-en"], indirect=True)
WORD = WORDS["en"]
PAGES = (
    "/",
    "/plans",
    "/adjustments",
    "/adjustments/new",
    "/calendar?year=2025",
    "/screening",
    "/check",
    "/audits",
    "/publishing",
    "/public",
    "/users",
    "/records",
    "/map?panel=statistics&day=2026-01-01",
    "/map?day=2025-03-01&with=2021-01-01&panel=time",
    "/nowhere",
)
CROSSING = "1,38.1677,112.1677\n2,38.1788,112.1988\n3,38.1677,112.1988\n4,38.1788,112.1677"
# Rows and columns of ours that named a cell in messages once.
OURS = ("”行“", "”列", "第", "未能判断")


@ENGLISH
def test_a_leak_is_found(visitor: Visitor) -> None:
    visitor.go("/nowhere")
    assert visitor.leaks() == []
    visitor.page.evaluate("document.querySelector('h1').textContent = 'Page 没有 found'")
    assert [leak.split(": ")[1] for leak in visitor.leaks()] == ["Page 没有 found"]
    visitor.page.evaluate("document.querySelector('h1').lang = 'zh-CN'")
    assert visitor.leaks() == []


@ENGLISH
def test_pages_hold_no_chinese_of_ours(visitor: Visitor) -> None:
    page = visitor.page
    found = {}
    for path in PAGES:
        visitor.go(path)
        found[path] = visitor.leaks()
    visitor.go("/plans")
    page.get_by_role("link", name=WORD["plans.tables"]).first.click()
    parts = page.locator("nav.parts a")
    expect(parts.first).to_be_visible()
    for link in parts.all():
        link.click()
        expect(page.locator("nav.parts a.here")).to_have_text(link.inner_text().replace("\n", ""))
        expect(page.locator("tbody tr").first).to_be_visible()
        found[page.url] = visitor.leaks()
    assert {path: leaks for path, leaks in found.items() if leaks} == {}


@ENGLISH
def test_findings_are_told_in_english_around_the_words_of_the_plan(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/audits")
    page.get_by_role("link", name=PLAN).last.click()
    findings = page.locator("[data-finding]")
    expect(findings.first).to_be_visible(timeout=90_000)
    for finding in findings.all():
        finding.get_by_role("button").first.click()
        expect(finding.locator(".body")).to_be_visible()
        assert visitor.leaks() == []
        message = finding.locator(".message")
        assert not any(words in message.inner_text() for words in OURS)
    expect(findings.filter(has_text="994.0 ×10⁴ t").first).to_be_visible()
    assert findings.locator(".message [lang=zh-CN]").count() > 5


@ENGLISH
def test_remarks_and_readings_are_told_in_english(visitor: Visitor) -> None:
    page = visitor.page
    office = Office(page)
    opened = office.step(office.draft("英文意见", block("EN1", 112.95)), "submit", "check")
    visitor.go(f"/adjustments/{opened['entry']['id']}")
    remarks = page.locator("section.card", has_text=WORD["adjust.remarks"])
    expect(remarks).to_contain_text("not evaluated")
    assert not any(words in remarks.inner_text() for words in OURS)
    visitor.picture("adjustment-remarks")
    assert visitor.leaks() == []
    visitor.go("/check")
    page.locator("[name=corners]").fill(CROSSING)
    page.get_by_role("button", name=WORD["screening.read"]).click()
    reading = page.locator(".reading")
    expect(reading).to_contain_text(WORD["corner_form.table"])
    expect(reading).to_contain_text("crosses itself")
    assert visitor.leaks() == []
