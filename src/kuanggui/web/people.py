"""Who asks: what a request shows of itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from kuanggui.app.authority import LOCAL, Credentials

SCHEME = "bearer "


def _caller(request: Request) -> Credentials:
    """The token of the request; without one, whoever sits at this machine."""
    shown = request.headers.get("authorization", "")
    return Credentials(shown[len(SCHEME) :].strip()) if shown.lower().startswith(SCHEME) else LOCAL


Caller = Annotated[Credentials, Depends(_caller)]
