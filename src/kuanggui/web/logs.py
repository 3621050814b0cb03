"""Log lines of the server: one for each request and for each event, as text or as JSON."""

from __future__ import annotations

import json
import logging
import secrets
import time
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kuanggui.web.settings import LogForm

FIELDS = ("request", "method", "path", "status", "milliseconds", "user", "job")
logger = logging.getLogger("kuanggui.web.access")


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message and the fields of a request."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry = {"time": moment, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        entry |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def set_up(form: LogForm) -> None:
    """Send the log of the server and of its libraries to stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(
        JsonLines() if form is LogForm.JSON else logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)


class AccessLog:
    """Gives each request an id, which the answer carries too, and writes a line when it is done."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, begun, status = secrets.token_hex(8), time.perf_counter(), 500

        scope.setdefault("state", {})["request"] = request

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request.encode())]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            took = round((time.perf_counter() - begun) * 1000, 1)
            admitted = scope["state"].get("admitted")
            user = admitted.user.name if admitted and admitted.user else "-"
            fields = (request, scope["method"], scope["path"], status, took, user)
            logger.info("%s %s %s %s ms %s", *fields[1:], extra=dict(zip(FIELDS, fields, strict=False)))
