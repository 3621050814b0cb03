"""Routes of logging in with an account of another system."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from kuanggui.app.passwords import recognise_elsewhere
from kuanggui.errors import ForbiddenError
from kuanggui.web.login.routes import begin_session
from kuanggui.web.oidc.pending import SECONDS, Begun
from kuanggui.web.oidc.provider import Provider, Step
from kuanggui.web.problems import answers
from kuanggui.web.services import All, Services

router = APIRouter(prefix="/oidc", tags=["login"], include_in_schema=False)
COOKIE = "kuanggui_oidc"
WITHIN = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")
logger = logging.getLogger("kuanggui.web.oidc")


@router.get("/begin", responses=answers(404))
def begin(
    request: Request, services: All, after: Annotated[str, Query(alias="next", max_length=2000)] = "/"
) -> RedirectResponse:
    """Send the browser to the provider; where it does not answer, back to the login page."""
    provider = _provider(services)
    begun = services.pending.begin(after if WITHIN.fullmatch(after) else "/")
    try:
        address = provider.login_address(_step(begun, request))
    except ForbiddenError as error:
        return _failed(error, begun.next)
    answer = _go(address)
    secure = request.url.scheme == "https"
    # The provider's answer comes from another site, so that this cookie cannot be strict; it is good for one login.
    answer.set_cookie(COOKIE, begun.browser, SECONDS, path="/api/oidc", secure=secure, httponly=True, samesite="lax")
    return answer


@router.get("/end", responses=answers(404))
def end(
    request: Request,
    services: All,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
) -> RedirectResponse:
    """Take the provider's answer: begin a session for the user whom it names, or go back to the login page."""
    provider = _provider(services)
    begun = services.pending.take(state, request.cookies.get(COOKIE, ""))
    try:
        if begun is None:
            raise ForbiddenError("no such login was begun in this browser")
        wanted = services.settings.oidc_claim
        name = provider.claims(code, _step(begun, request), begun.verifier, wanted).get(wanted)
        user = recognise_elsewhere(services.settings.db, name if isinstance(name, str) else "")
    except ForbiddenError as error:
        return _failed(error, begun.next if begun else "/")
    answer = _go(begun.next)
    begin_session(user, request, answer, services)
    answer.delete_cookie(COOKIE, path="/api/oidc")
    return answer


def _provider(services: Services) -> Provider:
    if services.provider is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return services.provider


def _step(begun: Begun, request: Request) -> Step:
    back = f"{request.url.scheme}://{request.url.netloc}/api/oidc/end"
    return Step(begun.state, begun.nonce, begun.challenge, back)


def _go(address: str) -> RedirectResponse:
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers={"Cache-Control": "no-store"})


def _failed(error: ForbiddenError, after: str) -> RedirectResponse:
    logger.warning("login elsewhere failed: %s", error)
    return _go(f"/login?{urlencode({'failed': 'elsewhere'} | ({'next': after} if after != '/' else {}))}")
