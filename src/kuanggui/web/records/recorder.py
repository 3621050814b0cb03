"""Puts every write and every download on record before its answer goes out."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kuanggui.web.records.record import Access, AccessRecord, now
from kuanggui.web.security import SAFE_METHODS


class Recorder:
    """Stands behind the door, so that it knows who asks; what strangers are refused is not put on record, but for logins."""

    def __init__(self, app: ASGIApp, *, record: AccessRecord) -> None:
        self._app = app
        self._record = record

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                line = _line(scope, int(message["status"]), Headers(raw=message["headers"]))
                if line is not None:
                    await run_in_threadpool(self._record.note, line)
            await send(message)

        await self._app(scope, receive, noting)


def _line(scope: Scope, status: int, headers: Headers) -> Access | None:
    download = _download(headers)
    if scope["method"] in SAFE_METHODS and not download:
        return None
    state = scope.get("state", {})
    admitted = state.get("admitted")
    client = scope.get("client") or ("",)
    return Access(
        at=now(),
        who=admitted.name if admitted else str(state.get("claimed", "")),
        address=client[0],
        request=str(state.get("request", "")),
        method=scope["method"],
        path=scope["path"][:500],
        status=status,
        download=download[:200],
    )


def _download(headers: Headers) -> str:
    """The name of the file that an answer brings; empty for an answer that is no file."""
    said = headers.get("content-disposition", "")
    if not said.startswith("attachment"):
        return ""
    return unquote(said.partition("filename*=UTF-8''")[2]) or "attachment"
