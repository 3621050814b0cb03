"""What every answer and every request has to keep: headers, host names, same origin, size of bodies."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kuanggui.web.login.cookie import session_key
from kuanggui.web.problems import problem_response

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
# The page loads nothing from elsewhere, but for pictures of a base map that its owner has set a key for. Inline styles are set by the
# map and chart libraries.
CONTENT_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:{images}; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Refuses requests under unknown host names, writes from other sites and bodies that are too large; adds the headers."""

    def __init__(self, app: ASGIApp, *, hosts: list[str], largest_body: int, images: str = "") -> None:
        self._app = app
        policy = CONTENT_POLICY.format(images=f" {images}" if images else "")
        self._headers = {"Content-Security-Policy": policy, **HEADERS}
        self._hosts = {host.strip("[]").lower() for host in hosts}
        self._largest = largest_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await problem_response(*refusal)(scope, receive, send_with_headers)
            return
        await self._app(scope, self._counting(receive), send_with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str, str] | None:
        headers = Headers(scope=scope)
        if "*" not in self._hosts and _name_of(f"//{headers.get('host', '')}") not in self._hosts:
            return HTTPStatus.BAD_REQUEST, "unknown_host", "不接受此主机名；管理员可用 KUANGGUI_HOSTS 增加"
        if scope["method"] not in SAFE_METHODS and not _same_origin(headers):
            return HTTPStatus.FORBIDDEN, "foreign_origin", "请求来自其他网站，已拒绝"
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > self._largest:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "content_too_large", self._too_large()
        return None

    def _counting(self, receive: Receive) -> Receive:
        """A body without a stated length is counted as it comes."""
        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > self._largest:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._too_large())
            return message

        return counted

    def _too_large(self) -> str:
        return f"上传超过 {self._largest // 1024 // 1024} MB；请缩小文件"


def _same_origin(headers: Headers) -> bool:
    """Whether a write comes from our own page, or from no page at all: a script, which has no session of a browser."""
    fetched, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if fetched is None and origin is None:
        return session_key(headers) is None
    if fetched not in {None, "same-origin", "none"}:
        return False
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _name_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
