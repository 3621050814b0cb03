"""A range is drawn, handed in, pasted or named, looked at, screened and taken away; and checked by anybody beforehand."""

import json
from pathlib import Path
from zipfile import is_zipfile

import pytest
from playwright.sync_api import Locator, expect

from e2e.conftest import Visitor
from e2e.test_journeys import EVERYBODY, TWO, WORDS

pytestmark = pytest.mark.enable_socket
PASTED = (
    "1,38°06′57.094″,112°05′30.000″\n2,38°06′57.094″,112°06′00.000″\n"
    "3,38°06′00.000″,112°06′00.000″\n4,38°06′00.000″,112°05′30.000″"
)


def begin(visitor: Visitor, way: str) -> dict[str, str]:
    words = WORDS[visitor.language]
    visitor.go("/screening")
    visitor.page.get_by_role("button", name=words[f"way.{way}"], exact=True).click()
    return words


def name_mineral(visitor: Visitor, mineral: str) -> Locator:
    """The answer that follows."""
    field = visitor.page.locator("[name=minerals]")
    field.fill(mineral)
    field.press("Tab")
    verdict = visitor.page.locator(".verdict")
    expect(verdict).to_be_visible(timeout=60_000)
    return verdict


def is_as_wide_as_the_window(visitor: Visitor) -> bool:
    size = visitor.page.viewport_size
    assert size is not None
    return int(visitor.page.evaluate("document.documentElement.scrollWidth")) <= size["width"]


@EVERYBODY
def test_a_pasted_range_is_screened_and_its_opinion_taken_away(visitor: Visitor, tmp_path: Path) -> None:
    page, words = visitor.page, begin(visitor, "paste")
    page.locator("[name=corners]").fill(PASTED)
    page.get_by_role("button", name=words["screening.read"]).click()
    expect(page.locator(".reading")).to_contain_text("1.2866")
    page.locator(".reading summary").click()
    expect(page.locator(".reading table")).to_contain_text("38.1158594")
    name_mineral(visitor, "铁矿")
    expect(page.locator("table.themes tbody tr").nth(3)).to_be_visible()
    if visitor.size == "phone":
        page.locator(".to-answer").click()
    expect(page.locator(".verdict")).to_be_in_viewport()
    visitor.picture("screening-answer")
    assert visitor.barriers() == []
    assert is_as_wide_as_the_window(visitor)
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=words["opinion.docx"]).click()
    download.value.save_as(tmp_path / "opinion.docx")
    assert is_zipfile(tmp_path / "opinion.docx")


@TWO
def test_a_range_outside_the_region_of_the_plan_is_said_to_be_so(visitor: Visitor) -> None:
    page, words = visitor.page, begin(visitor, "paste")
    note = page.get_by_text(words["screening.elsewhere"])
    page.locator("[name=corners]").fill(PASTED)
    page.get_by_role("button", name=words["screening.read"]).click()
    expect(page.locator(".reading")).to_contain_text("1.2866")
    expect(note).to_have_count(0)
    page.locator("[name=corners]").fill("113°24′ 39°54′\n113°25′ 39°54′\n113°25′ 39°55′")
    page.get_by_role("button", name=words["screening.read"]).click()
    expect(note).to_be_visible()


@TWO
def test_a_file_that_can_be_read_in_two_ways_waits_for_a_choice(visitor: Visitor, tmp_path: Path) -> None:
    page, words = visitor.page, begin(visitor, "upload")
    file = tmp_path / "拐点.txt"
    file.write_text("1,38.1530,112.1530\n2,38.1530,112.2000\n3,38.1000,112.2000\n4,38.1000,112.1530", encoding="utf-8")
    page.locator("input[name=range]").set_input_files(file)
    choices = page.locator("input[name=reading]")
    expect(choices).to_have_count(2)
    expect(page.get_by_text(words["reading.choose"])).to_be_visible()
    visitor.picture("screening-two-readings")
    page.locator("[name=minerals]").fill("铁矿")
    page.locator("[name=minerals]").press("Tab")
    expect(page.locator(".verdict")).to_have_count(0)
    choices.nth(1).check()
    expect(page.locator(".verdict")).to_contain_text("24.2437", timeout=60_000)


@TWO
def test_a_range_is_drawn_corner_by_corner_and_its_link_sent(visitor: Visitor) -> None:
    page, words = visitor.page, begin(visitor, "draw")
    page.get_by_role("button", name=words["screening.draw"]).click()
    host = page.locator(".range-map .host")
    host.scroll_into_view_if_needed()
    box = host.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for dx, dy in ((-30, -30), (30, -30), (30, 30), (-30, 30)):
        page.mouse.click(x + dx, y + dy)
        page.wait_for_timeout(350)  # closer clicks are a double click, which ends the range
    page.mouse.dblclick(x - 30, y + 28)
    expect(page.locator(".reading")).to_contain_text("km²")
    verdict = name_mineral(visitor, "铁矿")
    said = verdict.inner_text()
    visitor.picture("screening-drawn")
    address = page.url
    assert "range=" in address
    visitor.go("/")
    visitor.go(address)
    expect(page.locator(".verdict")).to_have_text(said, use_inner_text=True, timeout=60_000)


@TWO
def test_a_block_is_named_a_finding_answered_for_and_the_answer_kept(visitor: Visitor) -> None:
    page, words = visitor.page, begin(visitor, "block")
    page.locator("[name=block]").fill("南岭县铁帽山西铁矿")
    page.locator("[name=block]").press("Tab")
    expect(page.locator(".verdict")).to_be_visible(timeout=60_000)
    expect(page.locator("[name=minerals]")).not_to_have_value("")
    first = page.locator("article.finding").first
    first.get_by_role("button", name=words["override.begin"]).click()
    first.get_by_label(words["override.reason"]).fill("已取得意见")
    first.get_by_label(words["override.name"]).fill("审查员")
    first.get_by_role("button", name=words["override.do"], exact=True).click()
    expect(page.locator(".overridden")).to_contain_text("已取得意见")
    page.get_by_role("button", name=words["screening.keep"]).click()
    page.wait_for_url("**/screening/kept/*")
    expect(page.locator(".overridden")).to_contain_text("审查员")
    visitor.picture("screening-kept")
    assert visitor.barriers() == []
    with page.expect_download() as download:
        page.get_by_role("link", name=words["opinion.json"]).click()
    assert "replay" in json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["answers"][0]
    kept = page.url
    visitor.go("/screening")
    page.get_by_text(words["screening.kept"]).click()
    link = page.locator(f"a[href='{kept[kept.index('/screening') :]}']")
    link.click()
    expect(page.locator(".verdict")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=words["screening.put_away"], exact=True).click()
    page.wait_for_url("**/screening")
    page.get_by_text(words["screening.away"]).click()
    expect(link).to_have_count(0)
    visitor.picture("screening-put-away")
    page.locator("details", has_text=words["screening.away"]).get_by_role("button").click()
    page.get_by_text(words["screening.kept"]).click()
    expect(link).to_be_visible()
    expect(page.get_by_text(words["screening.away"])).to_have_count(0)


@TWO
def test_the_form_asks_what_the_case_needs_and_says_what_stays_open(visitor: Visitor) -> None:
    page, words = visitor.page, begin(visitor, "paste")
    page.locator("[name=corners]").fill(PASTED)
    page.get_by_role("button", name=words["screening.read"]).click()
    name_mineral(visitor, "煤炭")
    design = page.locator("details", has_text=words["topic.design"]).first
    design.locator("summary").click()
    expect(design).to_contain_text("SCR402")
    scale = design.locator("[name='design.scale']")
    expect(design.locator("legend")).to_have_text(words["case.design.hazards"])
    before = page.locator(".open-rules .rule").count()
    scale.fill("120")
    scale.press("Tab")
    expect(page.locator(".open-rules .rule")).not_to_have_count(before)
    page.locator("[name=as_of]").fill("2019-01-01")
    page.locator("[name=as_of]").press("Tab")
    expect(page.locator(".verdict")).to_contain_text("2019-01-01")


@EVERYBODY
def test_anybody_checks_a_range_without_internal_layers(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/check")
    expect(page).to_have_title(f"{words['public.check']} · {words['app.name']}")
    expect(page.get_by_role("note")).to_have_text(words["check.statement"])
    page.locator("[name=corners]").fill(PASTED)
    page.get_by_role("button", name=words["screening.read"]).click()
    expect(page.locator(".reading")).to_contain_text("1.2866")
    page.locator("[name=minerals]").fill("铁矿")
    page.get_by_role("button", name=words["check.begin"], exact=True).click()
    expect(page.locator(".verdict")).to_be_in_viewport(timeout=60_000)
    expect(page.get_by_text(words["check.left_out"])).to_be_visible()
    expect(page.locator("table.themes")).to_contain_text(words["hit.withheld"])
    visitor.picture("self-check")
    assert visitor.barriers() == []
    assert is_as_wide_as_the_window(visitor)
