"""What the self-check bears: small bodies, and so many of them from one address; told before a body is read."""

from __future__ import annotations

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from kuanggui.web.check.visits import Visits
from kuanggui.web.problems import problem_response

BELOW = "/api/public/check"


class Turnstile:
    """Refuses writes to the self-check that are too large, of unknown size, or too many from one address."""

    def __init__(self, app: ASGIApp, *, visits: Visits, largest_body: int) -> None:
        self._app = app
        self._visits = visits
        self._largest = largest_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"].startswith(BELOW):
            length = Headers(scope=scope).get("content-length", "")
            if not length.isdigit() or int(length) > self._largest:
                detail = f"自查最多接受 {self._largest // 1024} KB；请缩小文件"
                await problem_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "content_too_large", detail)(
                    scope, receive, send
                )
                return
            wait = await run_in_threadpool(self._visits.count, (scope.get("client") or ("",))[0])
            if wait:
                answer = problem_response(
                    HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests", f"自查过于频繁；请 {wait} 秒后再试"
                )
                answer.headers["Retry-After"] = str(wait)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)
