"""The door in front of every route: who asks, and whether he may come in at all."""

from __future__ import annotations

from http import HTTPStatus
from ipaddress import ip_address, ip_network

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from kuanggui.app.gate import Gate
from kuanggui.errors import KuangguiError
from kuanggui.web.login.sessions import Sessions
from kuanggui.web.people import is_public, shown_by
from kuanggui.web.problems import known_problem, problem_response

METRICS = "/api/metrics"
OPEN_FROM_AFAR = (
    "本库没有用户，只对本机开放；请先用 kuanggui user add 建立管理员，或设 KUANGGUI_ALLOW_OPEN=true 对网络开放"
)


class Door:
    """Closes everything under /api that is not public to strangers, so that a route which asks nothing is closed too.

    What the request shows stands in its state as `caller`, who that is as `admitted`.
    """

    def __init__(
        self, app: ASGIApp, *, gate: Gate, sessions: Sessions, allow_open: bool, metrics_from: str = ""
    ) -> None:
        self._app = app
        self._gate = gate
        self._sessions = sessions
        self._allow_open = allow_open
        self._metrics_from = [ip_network(each.strip()) for each in metrics_from.split(",") if each.strip()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not scope["path"].startswith("/api"):
            await self._app(scope, receive, send)
            return
        state, headers = scope.setdefault("state", {}), Headers(scope=scope)
        state["caller"] = await run_in_threadpool(shown_by, headers, self._sessions)
        if not is_public(scope["path"]) and not self._is_scrape(scope, headers):
            try:
                state["admitted"] = await run_in_threadpool(self._gate.let_in, state["caller"])
            except KuangguiError as error:
                await known_problem(error)(scope, receive, send)
                return
            if state["admitted"].user is None and not self._allow_open and _from_afar(scope, headers):
                await problem_response(HTTPStatus.FORBIDDEN, "open_from_afar", OPEN_FROM_AFAR)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_scrape(self, scope: Scope, headers: Headers) -> bool:
        """Whether a program of a network that is let in asks for figures; what a proxy forwards is not."""
        if scope["path"] != METRICS or "x-forwarded-for" in headers or "forwarded" in headers:
            return False
        try:
            address = ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        return any(address in network for network in self._metrics_from)


def _from_afar(scope: Scope, headers: Headers) -> bool:
    """Whether a request comes from another machine, be it through a proxy on this one."""
    if "x-forwarded-for" in headers or "forwarded" in headers:
        return True
    try:
        return not ip_address((scope.get("client") or ("",))[0]).is_loopback
    except ValueError:  # a socket file, or no network at all
        return False
