"""What somebody reads of a plan above his region: the figures in force, not the adjustments that set them."""

from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.import_ import import_file
from kuanggui.app.public.editions import publish_plan
from kuanggui.model.user import Role
from kuanggui.web.settings import Settings
from unit.web.conftest import LogIn

CAP = "indicator/box-5/5"
CITY, COUNTY = "990100", "990121"
BASIS = "示例发〔2024〕1号"
Now = tuple[str, str, str, str]


@pytest.fixture
def plan(client: TestClient, settings: Settings) -> str:
    """The address of a published plan of a city, with a target that an adjustment has changed."""
    found = import_file(example_file(PLAN), settings.db).plan.id
    head = {"type": "strategic_mineral", "title": "煤炭总量调整", "reason": "按监测结果", "basis": BASIS, "plan": found}
    changes = [{"target": CAP, "set": {"value": 650}}]
    opened = client.post("/api/adjustments", json=head | {"changes": changes}).json()
    for step in ("submit", "check", "approve", "enforce"):
        entry = opened["entry"]
        order = {"version": entry["version"], "comment": "好"}
        answer = client.post(f"/api/adjustments/{entry['id']}/{step}", json=order)
        assert answer.status_code == 200, answer.text
        opened = answer.json()
    publish_plan(settings.db, found, date(2026, 1, 1), "公告")
    return f"/api/plans/{found}"


def in_force(reader: TestClient, plan: str) -> set[Now]:
    """The figures that a reader finds in force, in the table and in the text: figure, adjustment, title, basis."""
    rows: list[dict[str, Any]] = reader.get(f"{plan}/parts/indicators").json()["rows"]
    cells = [cell["now"] for row in rows for cell in row["cells"]["value"]]
    marks = [mark["now"] for mark in reader.get(f"{plan}/marks").json()]
    return {(each["text"], each["adjustment"], each["title"], each["basis"]) for each in cells + marks if each}


def test_whoever_reads_adjustments_is_led_to_them(plan: str, log_in: LogIn) -> None:
    reader = log_in("city", Role.VIEWER, CITY)
    ((text, adjustment, title, basis),) = in_force(reader, plan)
    assert (text, title, basis) == ("≤650", "煤炭总量调整", BASIS)
    assert reader.get(f"/api/adjustments/{adjustment}").status_code == 200


def test_below_the_region_of_a_plan_its_adjustments_are_named_by_their_basis_only(plan: str, log_in: LogIn) -> None:
    reader = log_in("county", Role.VIEWER, COUNTY)
    assert in_force(reader, plan) == {("≤650", "", "", BASIS)}
    (goal,) = [one for one in reader.get(f"{plan}/glance").json() if one["id"] == CAP]
    assert (goal["goal"], goal["printed"], goal["adjustment_title"]) == ("≤650 万吨/年", "≤700 万吨/年", "")
