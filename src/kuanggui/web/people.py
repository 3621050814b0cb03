"""Who asks: what a request shows of itself, and what a stranger may see."""

from __future__ import annotations

import binascii
from base64 import b64decode
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import Headers

from kuanggui.app.authority import LOCAL, TOKEN_PREFIX, Credentials
from kuanggui.web.login.cookie import session_key
from kuanggui.web.login.sessions import Sessions

BEARER, BASIC = "bearer ", "basic "
# What anybody may ask of a database with users. Everything else under /api is for those who may read.
PUBLIC = frozenset(
    {
        "/api/health",
        "/api/words",
        "/api/openapi.json",
        "/api/me",
        "/api/login",
        "/api/logout",
        "/api/oidc/begin",
        "/api/oidc/end",
    }  # exactly these
)
PUBLIC_BELOW = ("/api/public/",)


def is_public(path: str) -> bool:
    """Whether a path is for strangers too."""
    return path in PUBLIC or path.startswith(PUBLIC_BELOW) or not (path == "/api" or path.startswith("/api/"))


def shown_by(headers: Headers, sessions: Sessions) -> Credentials:
    """The token of a request, or the user of its session; without either, whoever sits at this machine."""
    token = _token(headers.get("authorization", ""))
    if token is not None:
        return Credentials(token=token)
    key = session_key(headers)
    login = sessions.find(key) if key else None
    return Credentials(login=login) if login else LOCAL


def _token(shown: str) -> str | None:
    """The token of a header; GIS programs that know no other way send it as the password of a name, which is not looked at.

    Any other password is one for a proxy before this server.
    """
    if shown.lower().startswith(BEARER):
        return shown[len(BEARER) :].strip()
    if not shown.lower().startswith(BASIC):
        return None
    try:
        _, _, password = b64decode(shown[len(BASIC) :].strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return password if password.startswith(f"{TOKEN_PREFIX}_") else None


def _caller(request: Request) -> Credentials:
    """As the door has recognised him; a request that passed no door shows nothing."""
    caller = request.scope.get("state", {}).get("caller", LOCAL)
    assert isinstance(caller, Credentials)
    return caller


Caller = Annotated[Credentials, Depends(_caller)]
