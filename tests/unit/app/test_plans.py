"""The plan that is wanted is found by id, by its beginning, or as the latest."""

from datetime import UTC, datetime

import pytest

from kuanggui.app.plans import PARTS, choose, plan_record
from kuanggui.errors import StoreError
from kuanggui.model.document import Source
from kuanggui.model.plan import Plan
from kuanggui.model.plan.stored import StoredPlan


def entry(plan_id: str, sha256: str) -> StoredPlan:
    return StoredPlan(plan_id, 1, None, None, None, None, "plan.txt", sha256, datetime(2024, 1, 2, tzinfo=UTC))


LATEST, OLDER, LONGER = entry("990100-b", "bb1"), entry("990100-a", "aa2"), entry("990100-ab", "cc3")
ENTRIES = [LATEST, OLDER, LONGER]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [(None, LATEST), ("990100-a", OLDER), ("990100-ab", LONGER), ("aa2", OLDER), ("cc", LONGER), ("990100-b", LATEST)],
)
def test_a_plan_is_chosen(wanted: str | None, found: StoredPlan) -> None:
    assert choose(ENTRIES, wanted, "plans.db") == found


def test_a_beginning_of_several_ids_names_them() -> None:
    with pytest.raises(StoreError, match=r"plans\.db: 9901 对应多个规划：990100-b、990100-a、990100-ab"):
        choose(ENTRIES, "9901", "plans.db")


def test_a_plan_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(StoreError, match="没有规划 x；库中有：990100-b、990100-a、990100-ab"):
        choose(ENTRIES, "x", "plans.db")


@pytest.mark.parametrize("wanted", [None, "x"])
def test_an_empty_database_says_how_to_fill_it(wanted: str | None) -> None:
    with pytest.raises(StoreError, match="库中还没有规划；请先用 kuanggui import 导入"):
        choose([], wanted, "plans.db")


def test_parts_are_those_of_a_plan_that_hold_records() -> None:
    source = Source("plan.txt", "aa", 1, "text/plain", "test")
    whole = plan_record(Plan("p", source))
    assert {name for name, value in whole.items() if isinstance(value, list)} == set(PARTS)
    assert plan_record(Plan("p", source), "zones") == {"id": "p", "zones": []}
