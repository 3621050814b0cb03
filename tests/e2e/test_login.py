"""People log in, are refused, are locked, and are administered, in a browser on a desk and on a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.conftest import Visitor
from e2e.test_journeys import TWO, WORDS
from kuanggui.app.authority import Credentials
from kuanggui.app.database import initialise
from kuanggui.app.passwords import recognise
from kuanggui.app.users import add_user
from kuanggui.model.user import Role, User
from kuanggui.web import site
from servers.web import running

pytestmark = pytest.mark.enable_socket
expect.set_options(timeout=30_000)  # a password takes a while on a loaded machine
PASSWORD = "correct horse"
EVIL = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose database has users."""
    if not site.INSTALLED.joinpath("index.html").is_file():
        pytest.skip("the pages are not built: make pages")
    folder = tmp_path_factory.mktemp("users")
    database = str(folder / "plans.db")
    initialise(database)
    add_user(database, User("chief", Role.ADMIN, "000000", ""), PASSWORD)
    chief = Credentials(login=recognise(database, "chief", PASSWORD))
    for name in ("张三", "locked-desktop", "locked-phone"):
        add_user(database, User(name, Role.VIEWER, "140200", ""), PASSWORD, chief)
    with running(["serve", "--db", database, "--port", "0"], folder / "log") as client:
        yield str(client.base_url).rstrip("/")


def _enter(visitor: Visitor, name: str, password: str) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("main").get_by_role("button", name=words["login.enter"], exact=True).click()


def _forgive(visitor: Visitor, status: int) -> None:
    """The browser itself writes a line for each refusal, which is what the test is about."""
    visitor.complaints[:] = [line for line in visitor.complaints if f"status of {status}" not in line]


def _fits(visitor: Visitor) -> bool:
    return bool(visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@TWO
def test_a_stranger_is_asked_for_his_password_and_comes_to_where_he_wanted(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/plans?x=1")
    expect(page).to_have_title(f"{words['login.title']} · {words['app.name']}")
    expect(page.get_by_role("link", name=words["nav.audits"], exact=True)).to_have_count(0)
    visitor.picture("login")
    assert visitor.barriers() == []
    _enter(visitor, "张三", "wrong horse")
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不对")
    visitor.picture("login-wrong")
    _forgive(visitor, 401)
    _enter(visitor, "张三", PASSWORD)
    page.wait_for_url("**/plans?x=1")
    expect(page.locator(".who")).to_contain_text("张三")
    assert _fits(visitor)
    visitor.picture("logged-in")
    assert visitor.barriers() == []
    page.get_by_role("button", name=words["me.leave"]).click()
    page.wait_for_url("**/login")
    visitor.go("/map")
    expect(page.locator("input[name=password]")).to_be_visible()


@TWO
def test_a_user_is_locked_after_five_failures(visitor: Visitor) -> None:
    visitor.go("/login")
    for _ in range(5):
        _enter(visitor, f"locked-{visitor.size}", "wrong horse")
        expect(visitor.page.get_by_role("alert")).to_contain_text("不对")
        visitor.page.locator("input[name=password]").fill("")
    _enter(visitor, f"locked-{visitor.size}", PASSWORD)
    expect(visitor.page.get_by_role("alert")).to_contain_text("分钟后再试")
    _forgive(visitor, 401)
    _forgive(visitor, 429)
    visitor.picture("login-locked")


@TWO
def test_an_administrator_enters_a_user_whose_name_is_only_a_name(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    page.on("dialog", lambda dialog: visitor.complaints.append(dialog.message))
    visitor.go("/users")
    _enter(visitor, "chief", PASSWORD)
    page.wait_for_url("**/users")
    name = f"{EVIL} {visitor.size}"
    form = page.locator("form.entry")
    form.locator("[name=name]").fill(name)
    form.locator("[name=role]").select_option("drafter")
    form.locator("[name=adcode]").fill("140200")
    form.locator("[name=password]").fill("new horse 1")
    form.get_by_role("button").click()
    line = page.locator(f"[data-user*='{visitor.size}']").filter(has_text=EVIL)
    expect(line).to_be_visible()
    visitor.picture("users")
    assert visitor.barriers() == []
    assert _fits(visitor)
    line.get_by_role("button", name=words["users.disable"]).click()
    expect(line.locator(".tag")).to_have_text(words["users.shut_out"])
    line.get_by_role("button", name=words["users.more"]).click()
    assert visitor.barriers() == []
    visitor.go("/records?list=access&who=chief")
    expect(page.locator("tbody tr").first).to_contain_text("PATCH")
    visitor.picture("records-access")
    assert visitor.barriers() == []
    page.get_by_role("button", name=words["records.trail"], exact=True).click()
    expect(page.locator("tbody")).to_contain_text(EVIL)
    page.get_by_role("button", name=words["records.verify"]).click()
    expect(page.locator(".tag.good")).to_be_visible()
    visitor.picture("records-trail")
    assert visitor.barriers() == []
    assert _fits(visitor)


@TWO
def test_somebody_takes_a_token_for_his_programs(visitor: Visitor) -> None:
    page, words = visitor.page, WORDS[visitor.language]
    visitor.go("/account")
    _enter(visitor, "张三", PASSWORD)
    page.wait_for_url("**/account")
    page.locator("input[name=purpose]").fill(f"QGIS {visitor.size}")
    page.get_by_role("button", name=words["account.issue"]).click()
    expect(page.locator("code")).to_have_text(re.compile(r"^kg_[0-9a-f]{12}_[\w-]{43}$"))
    visitor.picture("account")
    assert visitor.barriers() == []
    assert _fits(visitor)
    page.get_by_role("button", name=words["account.revoke_one"].replace("{name}", f"QGIS {visitor.size}")).click()
    expect(page.locator("li", has_text=f"QGIS {visitor.size}")).to_contain_text(words["account.revoked"])
