import pytest
from starlette.testclient import TestClient

from kuanggui.app.authority import Credentials
from kuanggui.app.passwords import recognise
from kuanggui.app.users import change_user
from kuanggui.model.user import Role
from kuanggui.web.application import create_app
from kuanggui.web.login.cookie import NAME
from kuanggui.web.settings import Settings
from unit.web.conftest import BROWSER, PASSWORD, LogIn

ME, LOGIN, LOGOUT, PLANS = "/api/me", "/api/login", "/api/logout", "/api/plans"


def _try(client: TestClient, password: str = PASSWORD, name: str = "chief") -> int:
    return client.post(LOGIN, json={"name": name, "password": password}, headers=BROWSER).status_code


def test_a_database_without_users_is_open(client: TestClient) -> None:
    me = client.get(ME).json()
    assert (me["open"], me["known"], me["role"]) == (True, True, None)
    assert "administer" in me["may"]
    assert client.get(PLANS).status_code == 200
    assert _try(client) == 409


def test_a_stranger_may_nothing_once_there_are_users(client: TestClient, log_in: LogIn) -> None:
    log_in("chief", Role.ADMIN, "000000")
    assert client.get(ME).json() == {
        "open": False,
        "known": False,
        "name": "",
        "role": None,
        "adcode": None,
        "may": [],
        "elsewhere": "",
    }
    answer = client.get(PLANS)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_logged_in")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert client.get("/api/health").status_code == 200


def test_the_right_password_begins_a_session_and_logging_out_ends_it(client: TestClient, log_in: LogIn) -> None:
    log_in("viewer", Role.VIEWER, "140200")
    answer = client.post(LOGIN, json={"name": "viewer", "password": PASSWORD})
    assert answer.json() == {
        "open": False,
        "known": True,
        "name": "viewer",
        "role": "viewer",
        "adcode": "140200",
        "may": ["read"],
        "elsewhere": "",
    }
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/"))
    assert "secure" not in cookie
    assert client.get(PLANS).status_code == 200
    kept = client.cookies[NAME]
    assert client.post(LOGOUT, headers=BROWSER).status_code == 204
    assert client.get(PLANS).status_code == 401
    client.cookies.set(NAME, kept, domain="localhost")
    assert client.get(PLANS).status_code == 401


def test_the_cookie_is_secure_over_https(settings: Settings, log_in: LogIn) -> None:
    log_in("chief", Role.ADMIN, "000000")
    safe = TestClient(create_app(settings), base_url="https://localhost")
    answer = safe.post(LOGIN, json={"name": "chief", "password": PASSWORD})
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(("name", "password"), [("chief", "wrong horse"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(
    client: TestClient, log_in: LogIn, name: str, password: str
) -> None:
    log_in("chief", Role.ADMIN, "000000")
    answer = client.post(LOGIN, json={"name": name, "password": password})
    assert (answer.status_code, answer.json()["detail"]) == (401, "用户名或密码不对；请核对")
    assert "set-cookie" not in answer.headers


def test_a_user_is_locked_after_too_many_failures_even_with_the_right_password(
    client: TestClient, log_in: LogIn
) -> None:
    log_in("chief", Role.ADMIN, "000000")
    assert [_try(client, "wrong horse") for _ in range(5)] == [401] * 5
    answer = client.post(LOGIN, json={"name": "chief", "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
    assert 800 < int(answer.headers["retry-after"]) <= 900


def test_a_success_before_the_limit_forgets_the_failures(client: TestClient, log_in: LogIn) -> None:
    log_in("chief", Role.ADMIN, "000000")
    assert [_try(client, "wrong horse") for _ in range(4)] == [401] * 4
    assert _try(client) == 200
    assert [_try(client, "wrong horse") for _ in range(4)] == [401] * 4


def test_a_user_who_was_shut_out_is_out_at_once(log_in: LogIn, settings: Settings) -> None:
    viewer = log_in("viewer", Role.VIEWER, "140200")
    assert viewer.get(PLANS).status_code == 200
    chief = Credentials(login=recognise(settings.db, "chief", PASSWORD))
    change_user(settings.db, "viewer", role=None, adcode=None, active=False, by=chief)
    assert viewer.get(PLANS).status_code == 401
    assert viewer.get(ME).json()["known"] is False


def test_a_write_with_a_session_has_to_say_that_it_comes_from_our_page(log_in: LogIn) -> None:
    viewer = log_in("viewer", Role.VIEWER, "140200")
    del viewer.headers["sec-fetch-site"]
    assert viewer.post(LOGOUT).json()["code"] == "foreign_origin"
    assert viewer.post(LOGOUT, headers={"origin": "http://attacker.example"}).json()["code"] == "foreign_origin"
    assert viewer.get(PLANS).status_code == 200
    assert viewer.post(LOGOUT, headers={"origin": "http://localhost"}).status_code == 204


@pytest.mark.parametrize("headers", [{"x-forwarded-for": "10.0.0.9"}, {"forwarded": "for=10.0.0.9"}])
def test_an_open_database_is_closed_to_other_machines(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.get(PLANS, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "open_from_afar")
    afar = TestClient(client.app, base_url="http://localhost", client=("10.0.0.9", 1))
    assert afar.get(PLANS).json()["code"] == "open_from_afar"


def test_a_setting_opens_it_to_other_machines(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"allow_open": True}))
    assert TestClient(app, base_url="http://localhost", client=("10.0.0.9", 1)).get(PLANS).status_code == 200


def test_a_broken_cookie_is_that_of_a_stranger(client: TestClient, log_in: LogIn) -> None:
    log_in("chief", Role.ADMIN, "000000")
    for cookie in ("kuanggui_session=none", "kuanggui_session=", 'kuanggui_session="\x01', "=;;="):
        assert client.get(PLANS, headers={"cookie": cookie}).status_code == 401
