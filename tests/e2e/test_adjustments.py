"""Adjusting a plan in a browser: made on the map, checked, approved, sent back, and two people at one draft."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.conftest import Visitor
from e2e.office import Json, Office

pytestmark = pytest.mark.enable_socket
WORDS = {
    language: json.loads(
        (Path(__file__).parents[2] / "frontend" / "src" / "i18n" / f"{language}.json").read_text(encoding="utf-8")
    )
    for language in ("zh", "en")
}
EVERYBODY = pytest.mark.parametrize("visitor", ["desktop-zh", "desktop-en", "phone-zh", "phone-en"], indirect=True)


def square(west: float, size: float = 0.01, south: float = 38.05) -> Json:
    east, north = round(west + size, 6), round(south + size, 6)
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def block(key: str, west: float, **more: Any) -> Json:
    named = {"id": key, "kind": "mining_block", "name": f"{key}区块", "minerals": ["煤"], "adcodes": ["990121"]}
    return {"add": named | {"geojson": square(west), "geometry": "official"} | more}


def unique(visitor: Visitor, letter: str) -> str:
    """An id that no other journey on the same site uses."""
    return f"{letter}-{visitor.size[0]}{visitor.language}".upper()


def settle(button: Locator) -> None:
    """Wait until a button can be used and has taken its colour."""
    expect(button).to_be_enabled()
    button.page.wait_for_timeout(500)


def take_step(page: Page, words: dict[str, str], name: str, comment: str = "") -> None:
    page.get_by_role("button", name=words[f"step.{name}"], exact=True).click()
    if comment:
        page.locator("[name=comment]").fill(comment)
    page.get_by_role("button", name=words["adjust.confirm"].replace("{step}", words[f"step.{name}"])).click()


def expect_state(page: Page, words: dict[str, str], state: str) -> None:
    expect(page.locator("[data-state]")).to_have_text(words[f"adjust_state.{state}"])


def send_with_files(visitor: Visitor, save: Locator) -> None:
    """Save a new draft with a file that is taken and one that is refused, which is told and can be left away; it is drafted once."""
    page, words = visitor.page, WORDS[visitor.language]
    drafts = len(page.request.get("/api/adjustments").json())
    for name, text in (("图.txt", b"map"), ("空.txt", b"")):
        page.locator("[name=attachment]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text})
    held = page.locator("li.held")
    expect(held).to_have_count(2)
    assert visitor.barriers() == []
    save.click()
    expect(page.get_by_role("alert")).to_contain_text("空.txt：文件是空的")
    expect(held).to_have_count(1)
    visitor.picture("adjustment-editor-file-refused")
    visitor.complaints.clear()  # the browser complains of the answer that refuses the file
    held.get_by_role("button").click()
    settle(save)
    save.click()
    expect_state(page, words, "draft")
    expect(page.get_by_role("link", name="图.txt")).to_be_visible()
    assert len(page.request.get("/api/adjustments").json()) == drafts + 1


@EVERYBODY
def test_an_adjustment_is_made_from_corners_checked_approved_and_put_in_force(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    west = {"desktop-zh": 18, "desktop-en": 24, "phone-zh": 30, "phone-en": 42}[f"{visitor.size}-{visitor.language}"]
    name = f"甲山{west}煤矿区块"
    visitor.go("/adjustments")
    page.get_by_role("link", name=words["adjust.new"]).click()
    page.get_by_text(words["editor.corners"], exact=True).click()
    corners = [(west, 6), (west + 1, 6), (west + 1, 7), (west, 7)]
    page.locator("[name=corners]").fill("\n".join(f"{n},38°{y}′00″,112°{x}′00″" for n, (x, y) in enumerate(corners, 1)))
    page.get_by_role("button", name=words["map.read_corners"]).click()
    page.get_by_role("button", name=words["editor.use_corners"]).click()
    page.locator("input[name=id]").fill(unique(visitor, "M"))
    page.locator("input[name=id]").press("Enter")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=minerals]").fill("煤")
    page.locator("input[name=adcodes]").fill("990121")
    page.locator("input[name=adcodes]").press("Enter")
    expect(page.locator(".area")).to_contain_text("2.7")
    save = page.get_by_role("button", name=words["editor.save"])
    expect(save).to_be_disabled()
    page.locator("select[name=type]").select_option("strategic_mineral")
    page.locator("[name=title]").fill(f"新增{name}")
    page.locator("[name=reason]").fill("补充勘查查明资源")
    page.locator("[name=basis]").fill("示例发〔2026〕1号")
    settle(save)
    visitor.picture("adjustment-editor")
    send_with_files(visitor, save)
    page.locator("[name=attachment]").set_input_files(
        {"name": "论证.txt", "mimeType": "text/plain", "buffer": b"words"}
    )
    expect(page.get_by_role("link", name="论证.txt")).to_be_visible()
    take_step(page, words, "submit", "请审")
    expect_state(page, words, "submitted")
    take_step(page, words, "check")
    expect_state(page, words, "checked")
    take_step(page, words, "approve", "同意")
    expect_state(page, words, "approved")
    take_step(page, words, "enforce")
    expect_state(page, words, "in_force")
    visitor.picture("adjustment-in-force")
    assert visitor.barriers() == []
    with page.expect_download() as download:
        page.get_by_role("link", name="论证.txt").click()
    assert Path(download.value.path()).read_bytes() == b"words"
    visitor.go("/map")
    if visitor.size == "phone":
        page.get_by_role("button", name=words["map.layers"], exact=True).click()
    page.get_by_label(words["map.search"]).fill(name)
    expect(page.locator("[role=search] li button").first).to_be_visible()


@EVERYBODY
def test_a_reviewer_sends_a_draft_back_with_a_comment_on_any_screen(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    key = unique(visitor, "R")
    office = Office(page)
    title = f"退回的调整 {key}"
    opened = office.step(office.draft(title, block(key, 112.5)), "submit")
    visitor.go(f"/adjustments?state=submitted&plan={opened['entry']['plan']}")
    page.get_by_role("link", name=title).click()
    expect(page.locator(".changes")).to_contain_text("km²")
    visitor.picture("adjustment-read")
    assert visitor.barriers() == []
    page.get_by_role("button", name=words["step.return"], exact=True).click()
    confirm = page.get_by_role("button", name=words["adjust.confirm"].replace("{step}", words["step.return"]))
    expect(confirm).to_be_disabled()
    page.locator("[name=comment]").fill("范围与基本农田相邻，请核")
    confirm.click()
    expect_state(page, words, "returned")
    expect(page.locator(".notice")).to_contain_text("范围与基本农田相邻，请核")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    visitor.go("/adjustments?mine=1")
    expect(page.locator(f"[data-adjustment='{opened['entry']['id']}']")).to_contain_text(words["step.submit"])
    visitor.picture("adjustment-list")
    assert visitor.barriers() == []


@pytest.mark.parametrize("visitor", ["phone-zh", "phone-en"], indirect=True)
def test_a_phone_says_that_drawing_needs_a_larger_screen_and_edits_all_else(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    key = unique(visitor, "P")
    opened = Office(page).draft(f"手机 {key}", block(key, 112.6))
    visitor.go(f"/adjustments/{opened['entry']['id']}/edit")
    expect(page.get_by_text(words["editor.larger_screen"])).to_be_visible()
    settle(page.get_by_role("button", name=words["editor.save"]))
    visitor.picture("adjustment-edited")
    assert visitor.barriers() == []
    page.get_by_label(words["editor.find"]).fill("东山水泥用灰岩")
    page.locator(".found button").first.click()
    page.get_by_role("button", name=words["editor.retire"]).click()
    expect(page.locator(".edits > li")).to_have_count(2)
    page.locator(".edits > li").last.get_by_text(words["editor.drop"], exact=True).click()
    expect(page.locator(".edits > li")).to_have_count(1)
    page.locator("[name=reason]").fill("换一个理由")
    page.get_by_role("button", name=words["editor.save"]).click()
    expect(page.locator("dd").first).to_have_text("换一个理由")


@pytest.mark.parametrize("visitor", ["desktop-zh"], indirect=True)
def test_two_people_at_one_draft_are_told_who_changed_what_and_lose_nothing(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    key = unique(visitor, "C")
    office = Office(page)
    office.step(office.draft("先有区块", block(key, 112.7)), "submit", "check", "approve", "enforce")
    first = office.draft("我的草稿", {"change": key, "set": {"name": "我改的名"}})
    other = page.context.new_page()
    other.goto(f"/adjustments/{first['entry']['id']}/edit")
    expect(other.locator("[name=title]")).to_have_value("我的草稿")
    other.locator("[name=basis]").fill("换一份依据")
    # Somebody else changes the block itself while the draft lies on the desk.
    office.step(
        office.draft("别人改矿种", {"change": key, "set": {"minerals": ["铁"]}}),
        "submit",
        "check",
        "approve",
        "enforce",
    )
    other.get_by_role("button", name=words["editor.save"]).click()
    note = other.locator(".conflict")
    expect(note).to_contain_text("别人改矿种")
    expect(note).to_contain_text("矿种 煤 → 铁")
    other.screenshot(path=Path("build/screenshots/adjustment-conflict-desktop-zh.png"))
    note.get_by_role("button", name=words["adjust.read_again"]).click()
    expect(other.locator(".hint")).to_have_text(words["editor.rebased"])
    other.get_by_role("button", name=words["editor.save"]).click()
    expect(other.locator(".changes")).to_contain_text("我改的名")
    expect(other.locator(".changes")).not_to_contain_text("矿种 铁")
    visitor.complaints[:] = [each for each in visitor.complaints if "409" not in each]


@pytest.mark.parametrize("visitor", ["desktop-zh"], indirect=True)
def test_unsaved_work_is_kept_on_the_computer_and_can_be_undone(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/adjustments/new")
    page.locator("[name=title]").fill("未保存的题名")
    page.get_by_label(words["editor.find"]).fill("东山水泥用灰岩")
    page.locator(".found button").first.click()
    page.locator("input[name=name]").fill("东山水泥用灰岩矿区")
    page.locator("input[name=name]").press("Enter")
    expect(page.locator(".edits > li")).to_have_count(1)
    page.get_by_role("button", name=words["editor.retire"]).click()
    expect(page.locator(".edits > li")).to_contain_text(words["change.retire"])
    page.get_by_role("button", name=words["editor.undo"], exact=True).click()
    expect(page.locator(".edits > li")).to_contain_text(words["change.change"])
    page.get_by_role("button", name=words["editor.redo"]).click()
    expect(page.locator(".edits > li")).to_contain_text(words["change.retire"])
    page.wait_for_timeout(600)
    visitor.go("/")
    visitor.go("/adjustments/new")
    page.get_by_role("button", name=words["editor.restore"]).click()
    expect(page.locator("[name=title]")).to_have_value("未保存的题名")
    expect(page.locator(".edits > li")).to_contain_text(words["change.retire"])
    page.reload()
    page.get_by_role("button", name=words["editor.discard"]).click()
    page.reload()
    expect(page.locator("[name=title]")).to_have_value("")
    expect(page.locator(".older")).to_have_count(0)


@EVERYBODY
def test_the_first_page_says_what_waits_and_the_calendar_what_is_due(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    key = unique(visitor, "H")
    Office(page).draft(f"待办 {key}", block(key, 112.8))
    visitor.go("/")
    waiting = page.locator("section.card", has_text=words["home.waits"])
    waiting.get_by_role("link", name=f"待办 {key}").click()
    expect_state(page, words, "draft")
    visitor.go("/")
    expect(page.locator("section.card", has_text=words["home.changed"])).to_contain_text(f"待办 {key}")
    goal = "≤700 万吨/年" if visitor.language == "zh" else "≤700 ×10⁴ t a year"
    expect(page.locator("section.card", has_text=words["home.goals"])).to_contain_text(goal)
    visitor.picture("home-waiting")
    assert visitor.barriers() == []
    page.get_by_role("link", name=words["home.whole_calendar"]).click()
    visitor.go("/calendar?year=2025")
    expect(page.get_by_text(words["calendar.monitoring"].replace("{year}", "2024"))).to_be_visible()
    expect(page.get_by_text(words["calendar.annual_batch"].replace("{year}", "2025"))).to_be_visible()
    visitor.picture("calendar")
    assert visitor.barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    with page.expect_download() as download:
        page.get_by_role("link", name=words["calendar.download"]).click()
    assert Path(download.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    page.get_by_label(words["calendar.kind"]).select_option("period_end")
    expect(page.locator("article.deadline")).to_have_count(1)
