"""Three people of different roles bring one adjustment from draft to approval, each at his own browser."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.conftest import PICTURES
from e2e.test_adjustments import WORDS, Office, block, expect_state, take_step
from kuanggui.app.authority import Credentials
from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.app.public.editions import publish_plan
from kuanggui.app.users import add_user, issue_token
from kuanggui.model.user import Role, User
from servers.web import running

pytestmark = pytest.mark.enable_socket
ZH = WORDS["zh"]
PASSWORD = "correct horse"
PEOPLE = {
    "管理": (Role.ADMIN, "000000"),
    "拟定": (Role.DRAFTER, "990100"),
    "审核": (Role.REVIEWER, "990000"),
    "批准": (Role.APPROVER, "990000"),
    "外地": (Role.REVIEWER, "140200"),
    "县里": (Role.DRAFTER, "990121"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose database has users."""
    folder = tmp_path_factory.mktemp("office")
    database = str(folder / "plans.db")
    publish_plan(database, import_file(example_file(PLAN), database).plan.id, date(2026, 1, 1), "公告")
    by = Credentials()
    for name, (role, adcode) in PEOPLE.items():
        add_user(database, User(name, role, adcode, ""), PASSWORD, by)
        if role is Role.ADMIN:
            by = Credentials(issue_token(database, name, PASSWORD, "test"))
    with running(["serve", "--db", database, "--port", "0"], folder / "log") as client:
        yield str(client.base_url).rstrip("/")


def page_of(browser: Browser, office: str, name: str) -> Page:
    """A browser at which somebody has logged in."""
    context = browser.new_context(base_url=office, viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.goto("/")
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").click()
    expect(page.locator(".hero")).to_be_visible()
    return page


def steps_shown(page: Page) -> list[str]:
    return [each.strip() for each in page.locator(".steps .row > *").all_inner_texts()][1:]


def test_everybody_does_his_part_and_is_offered_no_other(office: str, browser: Browser) -> None:
    drafter, reviewer, approver = (page_of(browser, office, name) for name in ("拟定", "审核", "批准"))
    drafted = Office(drafter).draft("三人办理", block("T1", 112.3))
    address = f"/adjustments/{drafted['entry']['id']}"
    drafter.goto(address)
    take_step(drafter, ZH, "submit", "请审")
    expect_state(drafter, ZH, "submitted")
    expect(drafter.locator(".steps")).to_contain_text(ZH["adjust.nothing_to_do"])

    reviewer.goto("/")
    reviewer.get_by_role("link", name="三人办理").first.click()
    expect(reviewer.get_by_role("button", name=ZH["step.check"], exact=True)).to_be_visible()
    assert steps_shown(reviewer) == [ZH["step.check"], ZH["step.return"]]
    take_step(reviewer, ZH, "return", "矿种写细")
    expect_state(reviewer, ZH, "returned")

    drafter.goto("/")
    again = drafter.get_by_role("link", name="三人办理").first
    expect(again).to_be_visible()
    drafter.screenshot(path=PICTURES / "home-drafter-desktop-zh.png")
    again.click()
    expect(drafter.locator(".notice")).to_contain_text("审核 退回：矿种写细")
    drafter.get_by_role("link", name=ZH["step.edit"], exact=True).click()
    drafter.locator("[name=reason]").fill("矿种已写细")
    drafter.get_by_role("button", name=ZH["editor.save"]).click()
    take_step(drafter, ZH, "submit")
    expect_state(drafter, ZH, "submitted")

    reviewer.reload()
    take_step(reviewer, ZH, "check")
    expect_state(reviewer, ZH, "checked")
    approver.goto("/adjustments?mine=1")
    approver.get_by_role("link", name="三人办理").click()
    expect(approver.get_by_role("button", name=ZH["step.approve"], exact=True)).to_be_visible()
    assert steps_shown(approver) == [ZH["step.approve"], ZH["step.return"]]
    take_step(approver, ZH, "approve", "同意")
    expect_state(approver, ZH, "approved")
    way = approver.locator(".way li")
    expect(way).to_have_count(7)
    signed = [text.split("\n")[0] for text in way.all_inner_texts()]
    assert [next(name for name in PEOPLE if name in text) for text in signed] == [
        "拟定",
        "拟定",
        "审核",
        "拟定",
        "拟定",
        "审核",
        "批准",
    ]


def test_somebody_from_elsewhere_sees_none_of_it(office: str, browser: Browser) -> None:
    Office(page_of(browser, office, "拟定")).draft("外地看不到", block("T2", 112.4))
    page = page_of(browser, office, "外地")
    page.goto("/adjustments")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("外地看不到")).to_have_count(0)
    assert page.request.get("/api/adjustments").json() == []


def test_a_county_reads_the_plan_of_its_city_and_is_offered_nothing_to_change(office: str, browser: Browser) -> None:
    page = page_of(browser, office, "县里")
    page.goto("/plans")
    expect(page.locator("article .tag.info")).to_have_text(ZH["plans.above"])
    page.screenshot(path=PICTURES / "plans-above-desktop-zh.png")
    page.locator("article h2 a").click()
    expect(page.locator(".plan-head .tag")).to_have_text(ZH["plans.above"])
    expect(page.locator(".middle")).to_contain_text("总则")
    page.goto("/map")
    expect(page.locator("select option", has_text=ZH["plans.title_above"].format(title="").strip())).to_have_count(1)
    page.goto("/screening")
    expect(page.locator("select[name=plan] option")).to_have_count(1)
    page.goto("/adjustments/new")
    expect(page.locator("aside select option", has_text="示例市")).to_have_count(0)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/plans")
    expect(page.locator("article .tag.info")).to_be_visible()
    page.screenshot(path=PICTURES / "plans-above-phone-zh.png")


def test_a_stranger_is_asked_to_log_in_and_comes_back_to_where_he_was_going(office: str, browser: Browser) -> None:
    context = browser.new_context(base_url=office, locale="zh-CN")
    page = context.new_page()
    page.goto("/adjustments?state=draft")
    expect(page.locator("input[name=password]")).to_be_visible()
    assert page.request.get("/api/adjustments").status == 401
    page.locator("input[name=name]").fill("批准")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").click()
    page.wait_for_url("**/adjustments?state=draft")
    expect(page.get_by_role("link", name=ZH["adjust.new"])).to_have_count(0)
    context.close()
