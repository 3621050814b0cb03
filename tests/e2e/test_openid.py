"""Logging in in a browser with an account of a provider that is not ours, and everything that has to fail there."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
from playwright.sync_api import expect

from e2e.conftest import Visitor
from e2e.test_journeys import WORDS
from kuanggui.app.authority import Credentials
from kuanggui.app.database import initialise
from kuanggui.app.passwords import recognise
from kuanggui.app.users import add_user
from kuanggui.model.user import Role, User
from kuanggui.web import site
from servers.openid import INSTALLED, Client, free_port, providing
from servers.web import running

pytestmark = pytest.mark.enable_socket
expect.set_options(timeout=30_000)
PASSWORD = "correct horse"
SECRET = "of:a%test+with/signs-in-it"
ONE = pytest.mark.parametrize("visitor", ["desktop-zh"], indirect=True)


@pytest.fixture(scope="module", params=["thin", "full"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that knows 张三 and sends people to the provider, whose tokens tell much or little."""
    if not (site.INSTALLED.joinpath("index.html").is_file() and INSTALLED.is_dir()):
        pytest.skip("the pages or their packages are not there: make pages")
    folder, port = tmp_path_factory.mktemp("openid"), free_port()
    database = str(folder / "plans.db")
    initialise(database)
    add_user(database, User("chief", Role.ADMIN, "000000", ""), PASSWORD)
    chief = Credentials(login=recognise(database, "chief", PASSWORD))
    add_user(database, User("张三", Role.DRAFTER, "140200", ""), PASSWORD, chief)
    client = Client("kuanggui", SECRET, f"http://127.0.0.1:{port}/api/oidc/end")
    with providing(client, folder / "provider", request.param) as issuer:
        settings = {"ISSUER": issuer, "CLIENT": client.name, "SECRET": SECRET}
        environment = {f"KUANGGUI_OIDC_{name}": value for name, value in settings.items()}
        with running(["serve", "--db", database, "--port", str(port)], folder / "log", **environment) as served:
            yield str(served.base_url).rstrip("/")


@pytest.fixture(autouse=True)
def alone(visitor: Visitor) -> None:
    """The pages of the provider ask another site for letters, of which there is none here."""
    visitor.page.route(lambda url: urlsplit(url).hostname != "127.0.0.1", lambda route: route.fulfill(body=""))


def _account(visitor: Visitor, name: str) -> None:
    """Log in at the provider, which takes any password, and let it tell us the name."""
    page = visitor.page
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("any")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()


def _asked(visitor: Visitor, **other: str) -> str:
    """Begin a login, and give the address at the provider with some parameters changed."""
    answer = visitor.page.request.get("/api/oidc/begin?next=/plans", max_redirects=0)
    parts = urlsplit(answer.headers["location"])
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return urlunsplit(parts._replace(query=urlencode(asked | other)))


def _leave(visitor: Visitor) -> None:
    visitor.page.wait_for_load_state("networkidle")  # what is still asked for would be refused
    visitor.page.get_by_role("button", name=WORDS[visitor.language]["me.leave"]).click()
    visitor.page.wait_for_url("**/login")


def _is_refused(visitor: Visitor) -> None:
    page = visitor.page
    page.wait_for_url("**/login?failed=elsewhere*")
    expect(page.get_by_role("alert")).to_have_text(WORDS[visitor.language]["login.failed_elsewhere"])
    assert page.request.get("/api/me").json()["known"] is False


@ONE
def test_an_account_of_the_provider_logs_its_user_in_with_role_and_region_from_here(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/plans?x=1")
    page.locator("a.elsewhere").click()
    _account(visitor, "张三")
    page.wait_for_url("**/plans?x=1")
    expect(page.locator(".who")).to_contain_text("张三")
    me = page.request.get("/api/me").json()
    assert (me["name"], me["role"], me["adcode"]) == ("张三", "drafter", "140200")
    visitor.picture("openid-logged-in")
    _leave(visitor)
    assert page.request.get("/api/me").json()["known"] is False
    page.locator("a.elsewhere").click()  # the provider still knows him, and asks nothing
    expect(page.locator(".who")).to_contain_text("张三")


@ONE
def test_an_account_that_is_no_user_here_is_sent_back_with_a_word(visitor: Visitor) -> None:
    visitor.go("/plans?x=1")
    visitor.page.locator("a.elsewhere").click()
    _account(visitor, "李四")
    _is_refused(visitor)
    assert "next=%2Fplans%3Fx%3D1" in visitor.page.url
    visitor.picture("openid-refused")


@ONE
def test_whoever_turns_back_at_the_provider_is_not_logged_in(visitor: Visitor) -> None:
    visitor.go("/login")
    visitor.page.locator("a.elsewhere").click()
    visitor.page.get_by_text("Cancel").click()
    _is_refused(visitor)


@ONE
@pytest.mark.parametrize(
    "changed",
    [
        {"state": "of-another"},
        {"nonce": "of-another"},
        {"code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"},
    ],
)
def test_a_login_whose_state_nonce_or_challenge_was_changed_on_the_way_fails(
    visitor: Visitor, changed: dict[str, str]
) -> None:
    visitor.page.goto(_asked(visitor, **changed))
    _account(visitor, "张三")
    _is_refused(visitor)


@ONE
def test_a_code_is_good_once(visitor: Visitor) -> None:
    page = visitor.page
    codes: list[str] = []
    page.on("request", lambda request: codes.extend(parse_qs(urlsplit(request.url).query).get("code", [])))
    page.goto(_asked(visitor))
    _account(visitor, "张三")
    expect(page.locator(".who")).to_contain_text("张三")
    _leave(visitor)
    state = parse_qs(urlsplit(_asked(visitor)).query)["state"][0]
    page.goto(f"/api/oidc/end?{urlencode({'state': state, 'code': codes[-1]})}")
    _is_refused(visitor)
