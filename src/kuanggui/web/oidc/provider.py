"""What is asked of an OpenID provider, and what is believed of its answers."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from kuanggui.errors import InputError, UnknownCallerError

ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "RS512", "ES384", "EdDSA"]  # none with a shared secret
SECONDS = 10
LARGEST = 1_000_000
LEEWAY = 60  # seconds by which clocks may differ


class _NoRedirects(HTTPRedirectHandler):
    """A code or a secret is sent to the address that was configured, and to no other."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Step:
    """What one login is bound to: the state and nonce in the messages, and the verifier that only this server knows."""

    state: str
    nonce: str
    challenge: str
    back: str


@dataclass(slots=True)
class Provider:
    """A provider as its discovery document tells, which is read once."""

    issuer: str
    client: str
    secret: str
    _found: dict[str, Any] | None = None
    _lock: Lock = field(default_factory=Lock)

    def login_address(self, step: Step) -> str:
        """Where the browser goes. Raises UnknownCallerError when the provider cannot be reached."""
        asked = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": step.back,
            "scope": "openid profile email",
            "state": step.state,
            "nonce": step.nonce,
            "code_challenge": step.challenge,
            "code_challenge_method": "S256",
        }
        endpoint = self._address("authorization_endpoint")
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def claims(self, code: str, step: Step, verifier: str, wanted: str) -> dict[str, Any]:
        """What the provider says of whoever brings a code. Raises UnknownCallerError for all that cannot be believed.

        Where the token lacks the `wanted` claim, the provider is asked for it (OpenID Connect Core, 5.3 and 5.4).
        """
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": step.back,
            "client_id": self.client,
            "code_verifier": verifier,
        }
        answer = _fetch(self._address("token_endpoint"), urlencode(form).encode(), self._authorization())
        claims = self._believed(str(answer.get("id_token", "")), step.nonce)
        if wanted in claims:
            return claims
        return self._user_info(str(answer.get("access_token", "")), claims["sub"]) | claims

    def _believed(self, token: str, nonce: str) -> dict[str, Any]:
        rules = JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": self.client},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            keys = KeySet.import_key_set(_fetch(self._address("jwks_uri")))  # type: ignore[arg-type]
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
            rules.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise UnknownCallerError(f"身份提供方的令牌不可信：{error}") from error
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise UnknownCallerError("身份提供方的令牌不是为这次登录签发的")
        if claims.get("azp", self.client) != self.client:
            raise UnknownCallerError("身份提供方的令牌是签发给别的系统的")
        return dict(claims)

    def _user_info(self, access: str, subject: str) -> dict[str, Any]:
        """What the provider tells of a user by the side of the token; what is of another user is not believed."""
        address = self._address("userinfo_endpoint")
        if not (address and access):
            return {}
        found = _fetch(address, headers={"Authorization": f"Bearer {access}"})
        if found.get("sub") != subject:
            raise UnknownCallerError("身份提供方答复的是另一个用户")
        return found

    def _authorization(self) -> dict[str, str]:
        if not self.secret:
            return {}
        pair = f"{quote(self.client, safe='')}:{quote(self.secret, safe='')}"
        return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}

    def _address(self, name: str) -> str:
        with self._lock:
            if self._found is None:
                found = _fetch(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
                if found.get("issuer") != self.issuer:
                    raise UnknownCallerError("身份提供方自称的 issuer 与设置不符；请核对 KUANGGUI_OIDC_ISSUER")
                self._found = found
            return str(self._found.get(name, ""))


def refuse_plain(issuer: str) -> None:
    """Raise InputError for a provider that is not reached by https, unless it is on this machine."""
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise InputError("KUANGGUI_OIDC_ISSUER：须为 https 地址；请改正")


def _fetch(address: str, form: bytes | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """A JSON document; a form is posted."""
    try:
        refuse_plain(address)
        request = Request(address, form, {"Accept": "application/json"} | (headers or {}))  # noqa: S310 - checked above
        with build_opener(_NoRedirects).open(request, timeout=SECONDS) as answer:
            found = json.loads(answer.read(LARGEST))
    except (URLError, OSError, ValueError, InputError) as error:
        raise UnknownCallerError(f"身份提供方没有应答：{error}") from error
    if not isinstance(found, dict):
        raise UnknownCallerError("身份提供方的应答不是 JSON 对象")
    return found
