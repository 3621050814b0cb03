"""Requests made up from the OpenAPI document: nothing breaks, and every answer is one that the document speaks of."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from httpx2 import Response
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.app.users import add_user, issue_token
from kuanggui.model.user import Role, User
from kuanggui.web.application import create_app
from kuanggui.web.schema import openapi_document
from kuanggui.web.settings import Settings

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PASSWORD = "correct horse"
EXAMPLES = 6
# Streams of the progress of jobs do not end while the jobs wait.
OPERATIONS = [
    (method, path)
    for path, methods in openapi_document()["paths"].items()
    for method in methods
    if not path.endswith("/events")
]


SCHEMA = schemathesis.openapi.from_dict(openapi_document())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that holds the example plan and an administrator."""
    made = tmp_path_factory.mktemp("contract")
    import_file(example_file(PLAN), str(made / "plans.db"))
    add_user(str(made / "plans.db"), User("chief", Role.ADMIN, "000000", ""), PASSWORD)
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    """A server that is not started, so that jobs stay in the queue."""
    app = create_app(Settings(db=str(folder / "plans.db"), site=folder / "site", upload_megabytes=1))
    token = issue_token(str(folder / "plans.db"), "chief", PASSWORD, "contract")
    shown = {"authorization": f"Bearer {token}"}
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False, headers=shown)


def _sent(client: TestClient, case: Case) -> Response:
    """The answer to a made-up request."""
    asked = case.as_transport_kwargs(base_url="http://localhost")
    if isinstance(asked.get("data"), str | bytes):
        asked["content"] = asked.pop("data")
    asked.pop("cookies", None)  # none is documented
    if asked.get("files"):
        asked["files"] = [(name, _as_file(value)) for name, value in asked["files"]]
    answer = client.request(**{name: value for name, value in asked.items() if value is not None})
    answer.request.read()  # the checks look at what was sent
    return answer


def _as_file(value: Any) -> Any:
    """A part of a form as the client takes it: numbers and the like as their text."""
    if isinstance(value, tuple):
        name, content, *rest = value
        return (name, content if isinstance(content, str | bytes) else str(content), *rest)
    return value if isinstance(value, str | bytes) else str(value)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_one_that_the_document_speaks_of(client: TestClient, method: str, path: str) -> None:
    plan = client.get("/api/plans").json()[0]["id"]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=SCHEMA[path][method].as_strategy())
    def ask(case: Case) -> None:
        if "plan" in case.path_parameters:
            case.path_parameters["plan"] = plan
        case.validate_response(_sent(client, case), checks=CHECKS)

    ask()
