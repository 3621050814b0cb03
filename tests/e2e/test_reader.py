"""Reading a plan in a browser: from a clause to its record and back, figures in force beside those printed, findings at their words."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from e2e.conftest import Visitor
from e2e.office import Office
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
CLAUSE = "矿山“三率”达标率不低于90%"
RESTORED = "indicator/box-5/21"
# The words that are shown stand above the record on a phone, beside it on a desk.
UNCOVERED = """() => {
  const [words, text] = ['.passage.shown', '.middle'].map(one => document.querySelector(one).getBoundingClientRect())
  return words.top >= text.top - 1 && words.bottom <= text.bottom + 1
}"""
CITY = "大同市矿产资源总体规划（2021-2025年）\n第一章 规划目标\n落实省规划在我市规划的重点矿区3个。\n"
PROVINCE = "山西省矿产资源总体规划（2021-2025年）\n第一章 布局\n大同市规划重点矿区5个，朔州市规划重点矿区4个。\n"


def open_plan(visitor: Visitor) -> str:
    """The address of the example's text."""
    plans = visitor.page.request.get("/api/plans").json()
    path = f"/plans/{plans[-1]['id']}"
    visitor.go(path)
    return path


@EVERYBODY
def test_a_clause_opens_its_record_and_the_record_leads_back(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    open_plan(visitor)
    passages = page.locator("[data-passage]")
    clauses = page.locator("[data-item] > p")
    expect(passages).to_have_count(clauses.count())
    clause = passages.filter(has_text=CLAUSE)
    clause.scroll_into_view_if_needed()
    clause.get_by_text("绿色发展。").click()
    card = page.locator("section.record")
    expect(card).to_have_count(1)
    expect(card).to_contain_text(CLAUSE)
    expect(card.locator("dl")).to_contain_text("2025年目标")
    expect(clause).to_have_class("passage shown")
    page.wait_for_function(UNCOVERED)
    visitor.picture("reader-clause")
    assert visitor.barriers() == []
    page.locator(".middle").evaluate("element => element.scrollTo(0, 0)")
    expect(clause).not_to_be_in_viewport()
    card.locator("button[name=place]").click()
    expect(clause).to_be_in_viewport()
    card.get_by_role("link", name=words["plans.in_table"]).click()
    row = page.locator("tr.here")
    expect(row).to_contain_text(CLAUSE)
    row.get_by_role("link").click()
    expect(clause).to_have_class("passage shown")
    expect(clause).to_be_in_viewport()


@pytest.mark.parametrize("visitor", ["desktop-zh"], indirect=True)
def test_the_outline_says_where_in_the_text_one_is(visitor: Visitor) -> None:
    page = visitor.page
    open_plan(visitor)
    here = page.locator(".outline [aria-current]")
    page.locator(".outline").get_by_role("button", name="第二节 2025年目标").click()
    expect(here).to_have_text("第二节 2025年目标")
    page.locator(".middle").evaluate("element => element.scrollTo(0, element.scrollHeight)")
    expect(here).not_to_have_text("第二节 2025年目标")
    expect(here).to_be_in_viewport()


@pytest.mark.parametrize("visitor", ["phone-zh", "desktop-en"], indirect=True)
def test_a_link_to_a_record_that_is_not_there_says_so(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    path = open_plan(visitor)
    visitor.go(f"{path}?object=caps|nothing")
    expect(page.get_by_role("status")).to_have_text(words["plans.no_record"])
    expect(page.locator("[data-passage]").first).to_be_visible()


@TWO
def test_a_figure_inside_a_clause_opens_its_own_record_and_both_lead_to_each_other(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    open_plan(visitor)
    clause = page.locator("[data-passage]").filter(has_text="原煤年产量控制在700万吨以内")
    figure = clause.locator("mark").first
    figure.scroll_into_view_if_needed()
    printed = figure.inner_text()
    figure.click()
    card = page.locator("section.record").first
    expect(card).to_be_visible()
    expect(card.locator("h3")).not_to_contain_text(words["part.provisions"])
    card.locator("button[name=clause]").click()
    expect(card.locator("h3")).to_contain_text(words["part.provisions"])
    expect(card.locator("li").first).to_be_visible()
    visitor.picture("reader-held")
    card.locator("li", has_text=printed).first.get_by_role("button").click()
    expect(card.locator("h3")).not_to_contain_text(words["part.provisions"])


@pytest.mark.parametrize("visitor", ["desktop-zh", "desktop-en"], indirect=True)
def test_a_clause_is_opened_and_left_by_keys_alone(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    open_plan(visitor)
    sign = page.get_by_role("button", name=words["text.open_clause"]).nth(2)
    sign.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=words["plans.objects"])
    expect(heading).to_be_focused()
    expect(page.locator("section.record h3")).to_contain_text(words["part.provisions"])
    page.keyboard.press("Escape")
    expect(page.locator("section.record")).to_have_count(0)
    expect(sign).to_be_focused()


@pytest.mark.parametrize("visitor", ["desktop-zh"], indirect=True)
def test_words_of_a_clause_can_be_selected_without_opening_it(visitor: Visitor) -> None:
    page = visitor.page
    open_plan(visitor)
    box = page.locator("[data-passage]").filter(has_text=CLAUSE).first
    box.scroll_into_view_if_needed()
    around = box.get_by_text("绿色发展。").bounding_box()
    assert around is not None
    page.mouse.move(around["x"] + 60, around["y"] + 10)
    page.mouse.down()
    page.mouse.move(around["x"] + 140, around["y"] + 10, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()")
    expect(page.locator("section.record")).to_have_count(0)


@TWO
def test_a_changed_target_stands_beside_the_printed_one_wherever_it_is_shown(visitor: Visitor, tmp_path: Path) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    office = Office(page)
    value, unit = (410, "公顷") if visitor.language == "zh" else (400, "ha")
    title = f"修复面积改为{value}"
    opened = office.draft(title, {"target": RESTORED, "set": {"value": value}})
    office.step(opened, "submit", "check", "approve", "enforce")
    path = open_plan(visitor)
    figure = page.locator("mark.adjusted[data-note]", has_text="420").first
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-note", f"{words['plans.in_force']} {value} {unit}")
    figure.click()
    card = page.locator("section.record").first
    expect(card).to_contain_text(f"{words['plans.as_printed']} 420 {unit}")
    expect(card).to_contain_text(f"{words['plans.in_force']} {value} {unit}")
    visitor.picture("reader-adjusted")
    assert visitor.barriers() == []
    visitor.go(f"{path}/tables/indicators?at={RESTORED}")
    row = page.locator("tr.here")
    expect(row).to_contain_text(f"{words['plans.in_force']} {value} {unit}")
    visitor.picture("table-adjusted")
    assert visitor.barriers() == []
    with page.expect_download() as download:
        page.get_by_role("button", name=words["plans.xlsx"]).click()
    download.value.save_as(tmp_path / "table.xlsx")
    sheet = load_workbook(tmp_path / "table.xlsx").active
    assert sheet is not None
    head = [str(cell.value) for cell in sheet[1]]
    place = head.index(words["plans.column_printed"].replace("{name}", words["field.value"]))
    today = datetime.now(UTC).astimezone().date().isoformat()
    in_force = words["plans.column_in_force"].replace("{name}", words["field.value"]).replace("{day}", today)
    assert head[place + 1] == in_force
    rows = [line[place : place + 3] for line in sheet.iter_rows() if line[place + 2].hyperlink]
    (changed,) = [
        line for line in rows if line[0].value == f"420 {unit}"
    ]  # other tests change other targets of the plan
    assert [cell.value for cell in changed[:2]] == [f"420 {unit}", f"{value} {unit}"]
    assert title in str(changed[2].value)
    assert str(changed[2].hyperlink.target).endswith(f"/adjustments/{opened['entry']['id']}")
    page.locator("input[name=day]").fill("2022-01-01")
    expect(row).to_contain_text(f"420 {unit}")
    expect(row).not_to_contain_text(words["plans.in_force"])
    assert "day=2022-01-01" in page.url
    visitor.go("/")
    tag = page.locator(".goals").get_by_role("link", name=title)
    expect(tag).to_contain_text(f"420 {unit}")
    tag.scroll_into_view_if_needed()
    visitor.picture("home-adjusted")
    tag.click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


@TWO
def test_a_finding_opens_at_its_words_however_it_is_opened(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/audits")
    page.locator("input[name=document]").set_input_files(example_file(PLAN))
    page.get_by_role("button", name=words["audits.begin"]).click()
    cards = page.locator("[data-finding]")
    expect(cards.first).to_be_visible(timeout=90_000)
    for number in range(cards.count()):
        cards.nth(number).get_by_role("button").first.click()
        if visitor.size == "phone":
            page.get_by_role("button", name=words["audits.text"], exact=True).click()
        target = page.locator("mark.shown[data-target]").first
        expect(target).to_be_in_viewport()
        if visitor.size == "phone":
            page.get_by_role("button", name=words["audits.findings"], exact=True).click()
    opened = page.url
    last = cards.last.get_attribute("data-finding")
    assert last is not None
    assert last in opened
    visitor.go(opened)
    expect(page.locator(f"[data-finding='{last}']")).to_be_in_viewport()
    # From the words to the finding, also to one that a filter hides.
    visitor.go(f"{opened.split('?')[0]}?words=nothing&view=text")
    page.locator(f"mark[data-marks~='{last}']").first.click()
    expect(page.locator(f"[data-finding='{last}']")).to_be_in_viewport()


@pytest.mark.parametrize("visitor", ["desktop-zh"], indirect=True)
def test_a_place_in_the_upper_plan_is_named_and_not_sought_in_this_text(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/audits")
    for name, text in (("document", CITY), ("upper", PROVINCE)):
        file = {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": text.encode()}
        page.locator(f"input[name={name}]").set_input_files(file)
    page.get_by_role("button", name=words["audits.begin"]).click()
    card = page.locator("[data-finding]", has_text="3")
    expect(card).to_be_visible(timeout=90_000)
    card.get_by_role("button").first.click()
    expect(card.locator(".places button")).to_have_count(1)
    expect(card.locator(".places")).to_contain_text("upper.txt")
    expect(page.locator("mark")).to_have_text(["3个"])
