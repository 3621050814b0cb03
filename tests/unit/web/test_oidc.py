"""Logging in at a small provider on this machine, and everything by which somebody may try to cheat."""

import base64
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.testclient import TestClient

from kuanggui.errors import InputError
from kuanggui.model.user import Role
from kuanggui.web.application import create_app
from kuanggui.web.oidc.provider import refuse_plain
from kuanggui.web.settings import Settings
from unit.web.conftest import LogIn

pytestmark = pytest.mark.enable_socket
BEGIN, END, ME = "/api/oidc/begin", "/api/oidc/end", "/api/me"
FAILED = "/login?failed=elsewhere"
AGAIN = f"{FAILED}&next=%2Fplans%3Fx%3D1"
KEY = RSAKey.generate_key(2048, {"kid": "k1"})
OTHER = RSAKey.generate_key(2048, {"kid": "k1"})


@dataclass
class Fake:
    """A provider whose answers a test may spoil."""

    address: str = ""
    nonce: str = ""
    challenge: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: KEY)
    alg: str = "RS256"
    info: dict[str, Any] | None = None
    asked: dict[str, str] = field(default_factory=dict)
    authorization: str = ""

    def discovery(self) -> dict[str, str]:
        names = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
        names |= {} if self.info is None else {"userinfo_endpoint": "info"}
        return {"issuer": self.address} | {name: f"{self.address}/{path}" for name, path in names.items()}

    def token(self) -> dict[str, Any]:
        verifier = self.asked.get("code_verifier", "")
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if digest != self.challenge or self.asked.get("code") != "good":
            return {"error": "invalid_grant"}
        now = int(time.time())
        said = {"iss": self.address, "sub": "1", "aud": "kg", "exp": now + 300, "iat": now, "nonce": self.nonce}
        said = {name: value for name, value in (said | self.claims).items() if value is not None}
        token = jwt.encode({"alg": self.alg, "kid": "k1"}, said, self.key, algorithms=[self.alg])
        return {"id_token": token, "access_token": "access"}


@pytest.fixture
def fake() -> Iterator[Fake]:
    provider = Fake(claims={"preferred_username": "user"})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/info":
                provider.authorization = self.headers.get("authorization", "")
                return self._send(provider.info or {})
            keys = {"keys": [KEY.as_dict(private=False)]}
            return self._send(provider.discovery() if self.path.startswith("/.well-known") else keys)

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
            provider.asked = {name: values[0] for name, values in form.items()}
            provider.authorization = self.headers.get("authorization", "")
            self._send(provider.token())

        def _send(self, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()


Browser = Callable[[], TestClient]


@pytest.fixture
def browser(fake: Fake, settings: Settings, log_in: LogIn) -> Browser:
    log_in("user", Role.VIEWER, "140200")
    chosen = {"oidc_issuer": fake.address, "oidc_client": "kg", "oidc_secret": "s:ecret"}
    app = create_app(Settings(**settings.model_dump(exclude=set(chosen)), **chosen))
    return lambda: TestClient(app, base_url="http://localhost", follow_redirects=False)


def _begin(client: TestClient, fake: Fake, after: str = "/plans?x=1") -> str:
    """Begin a login; gives the state that the provider is to send back."""
    answer = client.get(BEGIN, params={"next": after})
    assert answer.status_code == 303
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    fake.nonce, fake.challenge = asked["nonce"], asked["code_challenge"]
    assert (asked["code_challenge_method"], asked["response_type"], asked["client_id"]) == ("S256", "code", "kg")
    assert asked["redirect_uri"] == "http://localhost/api/oidc/end"
    return asked["state"]


def _end(client: TestClient, state: str, code: str = "good") -> str:
    answer = client.get(END, params={"state": state, "code": code})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_a_user_whom_the_provider_names_is_logged_in_and_comes_to_where_he_wanted(fake: Fake, browser: Browser) -> None:
    client = browser()
    assert client.get(ME).json()["elsewhere"]
    assert _end(client, _begin(client, fake)) == "/plans?x=1"
    me = client.get(ME).json()
    assert (me["name"], me["role"], me["adcode"]) == ("user", "viewer", "140200")
    assert base64.b64decode(fake.authorization.removeprefix("Basic ")) == b"kg:s%3Aecret"


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "nobody"},
        {"preferred_username": ["user"]},
        {"preferred_username": None},
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"azp": "another"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": 1},
        {"exp": None},
    ],
)
def test_what_the_provider_says_of_another_login_is_not_believed(
    fake: Fake, browser: Browser, claims: dict[str, Any]
) -> None:
    client = browser()
    fake.claims |= claims
    assert _end(client, _begin(client, fake)) == AGAIN
    assert client.get(ME).json()["known"] is False


def test_a_provider_whose_token_tells_only_who_is_asked_for_the_rest(fake: Fake, browser: Browser) -> None:
    client = browser()
    fake.claims, fake.info = {}, {"sub": "1", "preferred_username": "user", "nonce": "x"}
    assert _end(client, _begin(client, fake)) == "/plans?x=1"
    assert client.get(ME).json()["name"] == "user"
    assert fake.authorization == "Bearer access"


@pytest.mark.parametrize(
    "info", [{"sub": "2", "preferred_username": "user"}, {"preferred_username": "user"}, {"sub": "1"}]
)
def test_what_it_then_tells_of_another_or_of_nobody_is_not_believed(
    fake: Fake, browser: Browser, info: dict[str, Any]
) -> None:
    client = browser()
    fake.claims, fake.info = {}, info
    assert _end(client, _begin(client, fake)) == AGAIN
    assert client.get(ME).json()["known"] is False


@pytest.mark.parametrize(("key", "alg"), [(OTHER, "RS256"), (OctKey.import_key("k" * 32), "HS256")])
def test_a_token_that_another_key_signed_is_not_believed(fake: Fake, browser: Browser, key: Any, alg: str) -> None:
    client = browser()
    fake.key, fake.alg = key, alg
    assert _end(client, _begin(client, fake)) == AGAIN


def test_an_answer_is_good_once_and_in_the_browser_that_asked(fake: Fake, browser: Browser) -> None:
    client, thief = browser(), browser()
    state = _begin(client, fake)
    assert _end(thief, state) == FAILED
    assert _end(client, state + "x") == FAILED
    assert _end(client, state) == "/plans?x=1"
    assert _end(client, state) == FAILED


def test_a_wrong_code_or_none_logs_nobody_in(fake: Fake, browser: Browser) -> None:
    client = browser()
    assert _end(client, _begin(client, fake), "bad") == AGAIN
    assert _end(client, _begin(client, fake), "") == AGAIN


@pytest.mark.parametrize(
    "after", ["https://attacker.example", "//attacker.example", "/\\attacker.example", "x", "/a\nb"]
)
def test_nobody_is_sent_to_another_site(fake: Fake, browser: Browser, after: str) -> None:
    client = browser()
    assert _end(client, _begin(client, fake, after)) == "/"


def test_a_user_who_was_shut_out_here_does_not_come_in_from_elsewhere(
    fake: Fake, browser: Browser, log_in: LogIn
) -> None:
    log_in("chief", Role.ADMIN, "000000").patch("/api/users/user", json={"active": False})
    client = browser()
    assert _end(client, _begin(client, fake)) == AGAIN


def test_a_provider_that_does_not_answer_leads_back_to_the_login_page(settings: Settings) -> None:
    chosen = {"oidc_issuer": "http://127.0.0.1:9", "oidc_client": "kg"}
    app = create_app(Settings(**settings.model_dump(exclude=set(chosen)), **chosen))
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    assert client.get(BEGIN).headers["location"] == FAILED


def test_without_a_provider_there_is_nothing(client: TestClient) -> None:
    assert (client.get(BEGIN).status_code, client.get(END).status_code) == (404, 404)
    assert client.get(ME).json()["elsewhere"] == ""


def test_a_provider_in_plain_http_is_refused_unless_it_is_here() -> None:
    refuse_plain("http://127.0.0.1:8080/realms/x")
    with pytest.raises(InputError, match="https"):
        refuse_plain("http://sso.example/realms/x")
