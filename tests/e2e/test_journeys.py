"""What people come for, done in a browser on a desk and on a phone, in Chinese and in English."""

import json
from pathlib import Path
from urllib.parse import quote
from zipfile import is_zipfile

import pytest
from playwright.sync_api import expect

from e2e.conftest import Visitor
from kuanggui.app.example import PLAN, example_file

pytestmark = pytest.mark.enable_socket
WORDS = {
    language: json.loads(
        (Path(__file__).parents[2] / "frontend" / "src" / "i18n" / f"{language}.json").read_text(encoding="utf-8")
    )
    for language in ("zh", "en")
}
EVERYBODY = pytest.mark.parametrize("visitor", ["desktop-zh", "desktop-en", "phone-zh", "phone-en"], indirect=True)
TWO = pytest.mark.parametrize("visitor", ["desktop-zh", "phone-en"], indirect=True)


@EVERYBODY
def test_somebody_looks_a_zone_up_on_the_map_and_sends_the_link(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/map")
    if visitor.size == "phone":
        page.get_by_role("button", name=words["map.layers"], exact=True).click()
    page.get_by_label(words["map.search"]).fill("东山水泥用灰岩")
    page.locator("[role=search] li button").first.click()
    card = page.locator("section.feature")
    expect(card).to_contain_text("东山水泥用灰岩")
    expect(card).to_contain_text(words["mark.illustrative"])
    expect(page.locator(".illustrative")).to_be_visible()
    visitor.picture("map-zone")
    address = page.url
    assert "feature=" in address
    visitor.go("/")
    visitor.go(address)
    expect(page.locator("section.feature")).to_contain_text("东山水泥用灰岩")


@TWO
def test_pasted_corners_are_read_before_they_are_used(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/map")
    if visitor.size == "phone":
        page.get_by_role("button", name=words["map.layers"], exact=True).click()
    corners = "1,4207000.00,37588000.00\n2,4207000.00,37589000.00\n3,4206000.00,37589000.00\n4,4206000.00,37588000.00"
    page.get_by_label(words["map.search"]).fill(corners)
    page.get_by_role("button", name=words["map.read_corners"]).click()
    expect(page.locator(".reading")).to_contain_text("km²")
    expect(page.locator(".reading")).to_contain_text("2000")
    visitor.picture("map-corners")


@EVERYBODY
def test_somebody_audits_a_document_answers_a_finding_and_takes_the_list_away(visitor: Visitor, tmp_path: Path) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/audits")
    page.locator("input[name=document]").set_input_files(example_file(PLAN))
    page.get_by_role("button", name=words["audits.begin"]).click()
    first = page.locator("[data-finding]").first
    expect(first).to_be_visible(timeout=90_000)
    before = page.locator("[data-finding]").count()
    first.get_by_role("button").first.click()
    expect(first.locator(".sums")).to_be_visible()
    visitor.picture("audit-finding")
    first.locator(".places button").first.click()
    expect(page.locator("mark.shown").first).to_be_in_viewport()
    visitor.picture("audit-text")
    if visitor.size == "phone":
        page.get_by_role("button", name=words["audits.findings"], exact=True).click()
    first.get_by_role("button", name=words["audits.waive_this"]).click()
    first.get_by_label(words["audits.reason"]).fill("<b>口径不同</b>")
    first.get_by_label(words["audits.name"]).fill("审查员")
    first.get_by_role("button", name=words["audits.waive"], exact=True).click()
    expect(page.locator(".waived")).to_contain_text("<b>口径不同</b>")
    expect(page.locator("[data-finding]")).to_have_count(before - 1)
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("link", name=words["report.xlsx"]).click()
    download.value.save_as(tmp_path / "list.xlsx")
    assert is_zipfile(tmp_path / "list.xlsx")


@TWO
def test_a_figure_of_the_text_leads_to_its_record_and_back(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/plans")
    page.get_by_role("link", name="示例市矿产资源总体规划").first.click()
    mark = page.locator("mark", has_text="煤").first
    mark.scroll_into_view_if_needed()
    mark.click()
    card = page.locator("section.record").first
    expect(card).to_be_visible()
    card.get_by_role("link", name=words["plans.in_table"]).click()
    row = page.locator("tr.here")
    expect(row).to_be_visible()
    row.get_by_role("link").click()
    expect(page.locator("section.record").first).to_be_visible()
    visitor.picture("reader-record")


@TWO
def test_a_table_is_filtered_and_the_filter_is_in_the_address(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/plans")
    page.get_by_role("link", name=words["plans.tables"]).first.click()
    rows = page.locator("tbody tr")
    expect(rows.first).to_be_visible()
    page.get_by_label(words["plans.filter"]).fill("石墨")
    page.wait_for_url(f"**words={quote('石墨')}")
    expect(rows.first).to_contain_text("石墨")
    visitor.picture("table-filtered")
    with page.expect_download() as download:
        page.get_by_role("button", name=words["plans.csv"]).click()
    assert "石墨" in Path(download.value.path()).read_text(encoding="utf-8-sig")


@EVERYBODY
def test_pages_speak_one_language_and_have_no_barriers(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    for path, title in (("/", "nav.home"), ("/map", "nav.map"), ("/plans", "nav.plans"), ("/audits", "nav.audits")):
        visitor.go(path)
        expect(page).to_have_title(f"{words[title]} · {words['app.name']}")
        visitor.picture(title.removeprefix("nav."))
        assert visitor.barriers() == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], path  # type: ignore[index]
    page.get_by_role("button", name=words["app.other_language"]).click()
    other = WORDS["en" if visitor.language == "zh" else "zh"]
    expect(page).to_have_title(f"{other['nav.audits']} · {other['app.name']}")


@TWO
def test_reader_tables_and_audit_have_no_barriers(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/plans")
    page.get_by_role("link", name="示例市矿产资源总体规划").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert visitor.barriers() == []
    visitor.go(page.url.split("?")[0] + "/tables/zones")
    expect(page.locator("tbody tr").first).to_be_visible()
    assert visitor.barriers() == []
    visitor.go("/audits")
    page.get_by_role("link", name=PLAN).last.click()
    expect(page.locator("[data-finding]").first).to_be_visible(timeout=90_000)
    assert visitor.barriers() == []


@pytest.mark.parametrize("visitor", ["desktop-zh"], indirect=True)
def test_the_first_page_loads_little_and_nothing_from_elsewhere(visitor: Visitor, address: str) -> None:
    sizes: dict[str, int] = {}
    foreign: list[str] = []
    visitor.page.on(
        "request", lambda request: foreign.append(request.url) if not request.url.startswith(address) else None
    )
    visitor.page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    for path in ("/", "/map"):
        sizes.clear()
        visitor.go(path)
        script = sum(size for url, size in sizes.items() if url.endswith(".js"))
        assert 0 < script < 600_000, path
    assert [url for url in foreign if not url.startswith(("data:", "blob:"))] == []
