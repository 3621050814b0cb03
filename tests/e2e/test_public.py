"""What somebody without a login does: reads a plan in plain words, looks at blocks on offer, takes files away, writes to the bureau."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from e2e.conftest import Visitor
from e2e.office import Office

pytestmark = pytest.mark.enable_socket
WORDS = {
    language: json.loads(
        (Path(__file__).parents[2] / "frontend" / "src" / "i18n" / f"{language}.json").read_text(encoding="utf-8")
    )
    for language in ("zh", "en")
}
TWO = pytest.mark.parametrize("visitor", ["desktop-zh", "phone-en"], indirect=True)
FOUR = pytest.mark.parametrize("visitor", ["desktop-zh", "desktop-en", "phone-zh", "phone-en"], indirect=True)
COPPER = "indicator/box-5/7"  # at most 36
PLAN = "示例市矿产资源总体规划"


def _open_plan(visitor: Visitor) -> None:
    visitor.go("/public")
    visitor.page.get_by_role("link", name=PLAN).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(PLAN)


@TWO
def test_a_stranger_reads_a_plan_in_plain_words_and_where_it_says_so(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    _open_plan(visitor)
    cap = page.get_by_role("listitem").filter(has_text="700").filter(has_text="原煤").first
    expect(cap).to_contain_text("专栏5")
    visitor.picture("public-words")
    assert visitor.barriers() == []
    page.get_by_role("link", name=words["public.whole_table"]).first.click()
    expect(page.get_by_role("table")).to_contain_text("原煤")
    visitor.picture("public-tables")
    assert visitor.barriers() == []


@FOUR
def test_a_stranger_reads_the_figure_in_force_and_what_the_plan_printed(visitor: Visitor) -> None:
    page, words, zh = visitor.page, WORDS[visitor.language], visitor.language == "zh"
    value = {"desktop-zh": 39, "desktop-en": 38, "phone-zh": 37, "phone-en": 35}[f"{visitor.size}-{visitor.language}"]
    office = Office(page)
    title = f"铜矿总量改为{value}"
    opened = office.draft(title, {"target": COPPER, "set": {"value": value}})
    office.step(opened, "submit", "check", "approve", "enforce")
    _open_plan(visitor)
    expect(page.get_by_text(words["public.changed_note"])).to_be_visible()
    cap = page.get_by_role("listitem").filter(has_text="铜矿").filter(has_text=f" {value} ")
    expect(cap).to_have_count(2)  # the goal and the cap
    old = "不超过 36 万吨/年" if zh else "at most 36 ×10⁴ t a year"
    printed = words["public.printed_was"].replace("{old}", old)
    for one in cap.all():
        expect(one.locator(".printed")).to_contain_text(printed)
        expect(one.locator(".printed")).to_contain_text("示例发〔2026〕1号")
    expect(page.get_by_role("listitem").filter(has_text="铜矿").filter(has_text=" 36 ")).to_have_count(2)
    cap.first.scroll_into_view_if_needed()
    visitor.picture("public-words-changed")
    assert visitor.barriers() == []
    page.get_by_role("link", name=words["public.whole_table"]).first.click()
    row = page.get_by_role("row").filter(has_text="铜矿（矿石")
    expect(row.locator("b")).to_contain_text(f"≤{value}")
    expect(row.locator(".printed")).to_contain_text("≤36")
    row.locator(".printed").scroll_into_view_if_needed()
    visitor.picture("public-tables-changed")
    assert visitor.barriers() == []
    expect(page.locator("main")).not_to_contain_text(title)
    with page.expect_download() as got:
        page.get_by_role("link", name=words["plans.csv"]).click()
    text = Path(got.value.path()).read_text(encoding="utf-8")
    assert f"≤{value}万吨/年,≤36万吨/年," in text
    assert title not in text


@TWO
def test_a_stranger_finds_a_block_on_offer_and_sees_it_on_the_map(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    _open_plan(visitor)
    page.get_by_role("link", name=words["public.offers"], exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("上岭东铜矿")
    visitor.picture("public-offers")
    assert visitor.barriers() == []
    page.get_by_role("link", name="南岭县上岭东铜矿").click()
    expect(page.locator(".feature")).to_contain_text("南岭县上岭东铜矿")
    expect(page.locator(".illustrative")).to_be_visible()
    page.wait_for_timeout(500)
    visitor.picture("public-map")
    assert "feature=" in page.url
    assert visitor.barriers() == []


@TWO
def test_a_plan_without_public_shapes_or_words_says_so(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]

    def without(name: str, route: Route) -> None:
        route.fulfill(json=route.fetch().json() | {name: []})

    page.route("**/api/public/plans/*/layers/*", lambda route: without("features", route))
    page.route(re.compile("/api/public/plans/[^/]+$"), lambda route: without("topics", route))
    _open_plan(visitor)
    expect(page.get_by_text(words["public.no_words"])).to_be_visible()
    page.get_by_role("link", name=words["public.map"], exact=True).click()
    expect(page.get_by_text(words["public.no_features"])).to_be_visible()
    page.wait_for_timeout(500)
    visitor.picture("public-map-empty")
    assert visitor.barriers() == []


@TWO
def test_a_stranger_takes_files_away(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    _open_plan(visitor)
    page.get_by_role("link", name=words["public.files"], exact=True).click()
    with page.expect_download() as got:
        page.get_by_role("link", name="GeoJSON").first.click()
    layer = json.loads(Path(got.value.path()).read_text(encoding="utf-8"))
    assert layer["license"]
    assert PLAN in layer["source"]
    visitor.picture("public-files")
    assert visitor.barriers() == []


@pytest.mark.parametrize("visitor", ["phone-zh"], indirect=True)
def test_an_opinion_reaches_the_desk_and_is_answered(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    _open_plan(visitor)
    page.get_by_role("link", name=words["public.feedback"], exact=True).click()
    page.get_by_label(words["public.subject"]).fill("扬尘")
    page.get_by_label(words["public.text"]).fill("运矿车辆<b>扬尘</b>大")
    page.get_by_label(words["public.contact"]).fill("13900001111")
    visitor.picture("public-feedback")
    assert visitor.barriers() == []
    page.get_by_role("button", name=words["public.send"]).click()
    expect(page.get_by_role("status")).to_contain_text("-")
    visitor.go("/")
    page.get_by_role("link", name=words["home.opinions"].format(n=1)).click()
    opinion = page.locator("article").filter(has_text="<b>扬尘</b>")
    expect(opinion).to_contain_text("13900001111")
    visitor.picture("publishing")
    assert visitor.barriers() == []
    opinion.get_by_label(words["publishing.answer"]).fill("已要求洒水")
    opinion.get_by_role("button", name=words["publishing.keep_answer"]).click()
    expect(opinion.locator(".tag.warning")).to_have_count(0)
