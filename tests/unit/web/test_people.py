from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.datastructures import Headers

from kuanggui.app.authority import LOCAL, Credentials, Recognised
from kuanggui.web.login.cookie import NAME
from kuanggui.web.login.sessions import Lifetime, Sessions
from kuanggui.web.people import is_public, shown_by

USER = Recognised("甲", "stamp")


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return Sessions(tmp_path, Lifetime(timedelta(hours=1), timedelta(hours=1)))


def test_a_token_is_taken_from_the_header(sessions: Sessions) -> None:
    assert shown_by(Headers({"authorization": "Bearer kg_1_x"}), sessions).token == "kg_1_x"


@pytest.mark.parametrize(
    ("pair", "token"),
    [("甲:kg_1_x", "kg_1_x"), (":kg_1_a:b", "kg_1_a:b"), ("甲:password", None), ("kg_1_x", None), ("kg_1_x:", None)],
)
def test_a_token_may_come_as_the_password_of_any_name(sessions: Sessions, pair: str, token: str | None) -> None:
    shown = b64encode(pair.encode()).decode()
    assert shown_by(Headers({"authorization": f"Basic {shown}"}), sessions).token == token


@pytest.mark.parametrize("shown", ["Basic", "Basic %%", "Basic /w==", "Basic 5"])
def test_what_is_no_pair_of_name_and_password_shows_nothing(sessions: Sessions, shown: str) -> None:
    assert shown_by(Headers({"authorization": shown}), sessions) == LOCAL


def test_a_session_is_taken_from_the_cookie(sessions: Sessions) -> None:
    headers = Headers({"cookie": f"a=b; {NAME}={sessions.begin(USER)}"})
    assert shown_by(headers, sessions) == Credentials(login=USER)


def test_without_either_it_is_whoever_sits_here(sessions: Sessions) -> None:
    assert shown_by(Headers({}), sessions) == LOCAL
    assert shown_by(Headers({"authorization": "Basic eA==", "cookie": f"{NAME}=x"}), sessions) == LOCAL


@pytest.mark.parametrize("path", ["/", "/plans/p1", "/assets/a.js", "/api/me", "/api/public/plans/p1"])
def test_pages_and_what_is_named_public_are_for_everybody(path: str) -> None:
    assert is_public(path)


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/plans", "/api/me/password", "/api/public", "/api/healthy"])
def test_everything_else_is_not(path: str) -> None:
    assert not is_public(path)
