"""Routes of logging in and out, and of who the caller is."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from kuanggui.app.authority import LOCAL, Credentials, Recognised
from kuanggui.app.passwords import recognise
from kuanggui.web.login.cookie import give, session_key, take_back
from kuanggui.web.login.schema import LoginOrder, Me
from kuanggui.web.people import Caller
from kuanggui.web.problems import answers
from kuanggui.web.services import All, Config, Services

router = APIRouter(tags=["login"])


@router.get("/me")
def me(caller: Caller, services: All) -> Me:
    """Who I am, my role and region, what I may do, and whether the database is open."""
    return _told(caller, services)


@router.post("/login", responses=answers(409, 429))
def login(order: LoginOrder, request: Request, response: Response, services: All) -> Me:
    """Log in with name and password; the answer sets the cookie of the session. Too many failed tries have to wait."""
    if services.gate.who(LOCAL) is not None:
        raise HTTPException(HTTPStatus.CONFLICT, "本库没有用户，不用登录；请先在“用户”页建立管理员")
    request.state.claimed = order.name
    refuse_locked(order.name, request, services)
    user = recognise(services.settings.db, order.name, order.password)
    services.tries.forgive(order.name)
    begin_session(user, request, response, services)
    return _told(Credentials(login=user), services)


@router.post("/logout", status_code=HTTPStatus.NO_CONTENT)
def logout(request: Request, response: Response, services: All, config: Config) -> None:
    """End the session."""
    _end(request, services)
    take_back(response, config.cookie_path, secure=_is_secure(request))


def _told(caller: Credentials, services: Services) -> Me:
    elsewhere = services.settings.oidc_label if services.provider else ""
    return Me.of(services.gate.who(caller)).model_copy(update={"elsewhere": elsewhere})


def refuse_locked(name: str, request: Request, services: Services) -> None:
    """Count a try at a password; with too many of them raise HTTPException."""
    wait = services.tries.begin(name, _address(request))
    if wait:
        words = f"失败次数过多；请 {-(-wait // 60)} 分钟后再试"
        raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, words, headers={"Retry-After": str(wait)})


def begin_session(user: Recognised, request: Request, response: Response, services: Services) -> None:
    """Begin a session in place of the one that the request may have."""
    _end(request, services)
    key = services.sessions.begin(user)
    give(response, key, services.settings.cookie_path, secure=_is_secure(request))


def _end(request: Request, services: Services) -> None:
    key = session_key(request.headers)
    if key:
        services.sessions.end(key)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"
