"""The audit desk and the tables of a plan: narrowed down, gone through by keyboard, taken away."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from e2e.conftest import Visitor
from e2e.test_journeys import TWO, WORDS
from kuanggui.app.example import PLAN

pytestmark = pytest.mark.enable_socket


@TWO
def test_findings_are_narrowed_down_and_gone_through_by_keyboard(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/audits")
    page.get_by_role("link", name=PLAN).last.click()
    findings = page.locator("[data-finding]")
    expect(findings.first).to_be_visible(timeout=90_000)
    everything = findings.count()
    rule = page.locator("select[name=rule]")
    code = rule.locator("option").nth(1).get_attribute("value")
    assert code is not None
    rule.select_option(code)
    page.wait_for_url(f"**rule={code}*")
    assert 0 < findings.count() < everything
    page.keyboard.press("j")
    expect(findings.first.locator(".body")).to_be_visible()
    expect(findings.first).to_contain_text(code)
    visitor.picture("audit-narrowed")
    page.keyboard.press("Escape")
    expect(page.locator("[data-finding] .body")).to_have_count(0)
    rule.select_option("")
    page.get_by_label(words["audits.by_words"]).fill("没有这样的字")
    page.get_by_label(words["audits.by_words"]).press("Enter")
    expect(findings).to_have_count(0)
    assert visitor.barriers() == []


@TWO
def test_a_table_is_narrowed_by_a_column_and_taken_away_as_a_workbook(visitor: Visitor, tmp_path: Path) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/plans")
    page.get_by_role("link", name=words["plans.tables"]).first.click()
    page.wait_for_url("**/tables/**")
    visitor.go(page.url.split("/tables")[0] + "/tables/mine_counts")
    rows = page.locator("tbody tr")
    expect(rows.first).to_be_visible()
    everything = rows.count()
    regions = page.locator("select[name=pick-region]")
    regions.select_option(index=1)
    page.wait_for_url("**pick=*")
    few = rows.count()
    assert 0 < few < everything
    with page.expect_download() as download:
        page.get_by_role("button", name=words["plans.xlsx"]).click()
    download.value.save_as(tmp_path / "counts.xlsx")
    sheet = load_workbook(tmp_path / "counts.xlsx").active
    assert sheet is not None
    assert sheet.max_row == few + 1
    assert any(isinstance(cell.value, int | float) for cell in sheet[2])
    assert visitor.barriers() == []


@TWO
def test_a_clause_leads_from_the_table_to_the_text(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/plans")
    page.get_by_role("link", name=words["plans.tables"]).first.click()
    page.wait_for_url("**/tables/**")
    visitor.go(page.url.split("/tables")[0] + "/tables/provisions")
    page.locator("tbody tr").last.get_by_role("link").click()
    card = page.locator("section.record").first
    expect(card).to_be_visible()
    item = page.locator(".document .item", has_text=card.locator("dd").nth(-2).inner_text()[:12]).first
    expect(item).to_be_in_viewport()
