"""Who asks: what a request shows of itself, and what a stranger may see."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import Headers

from kuanggui.app.authority import LOCAL, Credentials
from kuanggui.web.login.cookie import session_key
from kuanggui.web.login.sessions import Sessions

SCHEME = "bearer "
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
    shown = headers.get("authorization", "")
    if shown.lower().startswith(SCHEME):
        return Credentials(token=shown[len(SCHEME) :].strip())
    key = session_key(headers)
    login = sessions.find(key) if key else None
    return Credentials(login=login) if login else LOCAL


def _caller(request: Request) -> Credentials:
    """As the door has recognised him; a request that passed no door shows nothing."""
    caller = request.scope.get("state", {}).get("caller", LOCAL)
    assert isinstance(caller, Credentials)
    return caller


Caller = Annotated[Credentials, Depends(_caller)]
