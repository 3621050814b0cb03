"""Errors as problem documents of one shape (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from kuanggui.errors import (
    ConflictError,
    ForbiddenError,
    InputError,
    KuangguiError,
    NotInForceError,
    StoreError,
    UnknownCallerError,
)

MEDIA_TYPE = "application/problem+json"
# The first kind that fits: those below stand before those above.
STATUSES: dict[type[KuangguiError], tuple[int, str]] = {
    UnknownCallerError: (HTTPStatus.UNAUTHORIZED, "not_logged_in"),
    ForbiddenError: (HTTPStatus.FORBIDDEN, "forbidden"),
    ConflictError: (HTTPStatus.CONFLICT, "conflict"),
    StoreError: (HTTPStatus.SERVICE_UNAVAILABLE, "database_unavailable"),
    InputError: (HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_input"),
    NotInForceError: (HTTPStatus.UNPROCESSABLE_ENTITY, "not_in_force"),
    KuangguiError: (HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error"),
}
logger = logging.getLogger("kuanggui.web")


class Problem(BaseModel):
    """What went wrong: `code` for programs, `title` and `detail` for people, `where` names unfit parameters, or what others did."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str = ""
    where: list[str] = Field(default_factory=list)


def problem_response(status: int, code: str, detail: str = "", where: list[str] | None = None) -> JSONResponse:
    """An answer that tells of a problem."""
    problem = Problem(title=HTTPStatus(status).phrase, status=status, code=code, detail=detail, where=where or [])
    return JSONResponse(problem.model_dump(), status_code=status, media_type=MEDIA_TYPE)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route says in the OpenAPI document about its problems."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def describe(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document with the shape of problems in it."""
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    _flatten(document)
    return document


def _flatten(node: Any) -> None:
    """Pairs of one type as arrays with a length: generators of clients do not agree on `prefixItems`."""
    if isinstance(node, dict):
        kinds = node.get("prefixItems", [])
        if kinds and all(kind == kinds[0] for kind in kinds):
            node["items"] = node.pop("prefixItems")[0]
        for value in node.values():
            _flatten(value)
    elif isinstance(node, list):
        for value in node:
            _flatten(value)


def not_found(what: str) -> HTTPException:
    """The problem of something that is not there."""
    return HTTPException(HTTPStatus.NOT_FOUND, f"没有{what}；请从列表中选择")


def install(app: FastAPI, hide: tuple[str, ...] = ()) -> None:
    """Turn every error into a problem document; the texts in `hide`, folders of the server, are left out of it."""

    def clean(text: str) -> str:
        for secret in hide:
            text = text.replace(secret, "")
        return text.lstrip("/\\: ")

    @app.exception_handler(KuangguiError)
    def known(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, KuangguiError)
        return known_problem(error, clean)

    @app.exception_handler(RequestValidationError)
    def unfit(request: Request, error: Exception) -> JSONResponse:
        found = error.errors() if isinstance(error, RequestValidationError) else []
        where = [f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in found]
        return problem_response(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", "请求的参数有误；请核对", where)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: Exception) -> JSONResponse:
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
        detail = error.detail if isinstance(error, HTTPException) else ""
        code = HTTPStatus(status).name.lower()
        answer = problem_response(status, code, detail if detail != HTTPStatus(status).phrase else "")
        answer.headers.update(getattr(error, "headers", None) or {})
        return answer

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> JSONResponse:
        logger.error("unexpected error", exc_info=error)
        return problem_response(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", "内部错误；请报告此问题")


def known_problem(error: KuangguiError, clean: Callable[[str], str] = str) -> JSONResponse:
    """The answer for an error that was raised on purpose; `clean` takes out of its words what nobody is told."""
    kind = next(kind for kind in STATUSES if isinstance(error, kind))
    status, code = STATUSES[kind]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s: %s", code, error)
    done = [clean(line) for line in error.lines] if isinstance(error, ConflictError) else None
    answer = problem_response(status, code, clean(str(error)), done)
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer
