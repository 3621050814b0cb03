"""The cookie of a session: no script reads it, no other site makes the browser send it."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from fastapi import Response
from starlette.datastructures import Headers

NAME = "kuanggui_session"
LONGEST = 200


def session_key(headers: Headers) -> str | None:
    """The key that a request brings."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(NAME)
    except CookieError:
        return None
    return found.value[:LONGEST] if found and found.value else None


def give(response: Response, key: str, path: str, *, secure: bool) -> None:
    """Hand the key of a session out; it lasts as long as the browser runs, the session itself as the server says."""
    response.set_cookie(NAME, key, path=path, secure=secure, httponly=True, samesite="strict")


def take_back(response: Response, path: str, *, secure: bool) -> None:
    """Let the browser forget the key."""
    response.delete_cookie(NAME, path=path, secure=secure, httponly=True, samesite="strict")
