from starlette.requests import Request

from kuanggui.app.authority import LOCAL
from kuanggui.web.people import _caller


def _request(**headers: str) -> Request:
    return Request({"type": "http", "headers": [(name.encode(), value.encode()) for name, value in headers.items()]})


def test_a_token_is_taken_from_the_header() -> None:
    assert _caller(_request(authorization="Bearer kg_1_x")).token == "kg_1_x"


def test_without_a_token_it_is_whoever_sits_here() -> None:
    assert _caller(_request()) == LOCAL
    assert _caller(_request(authorization="Basic eA==")) == LOCAL
