"""Which plans users of three levels read, in what order, and which one they screen against unasked."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kuanggui.app.authority import Credentials
from kuanggui.app.import_ import import_file
from kuanggui.app.plan_shelf import PlanShelf
from kuanggui.app.public.editions import publish_plan, withdraw_plan
from kuanggui.app.screening.desk import ScreeningDesk
from kuanggui.app.screening.order import CaseOrder
from kuanggui.app.stock import stock_at
from kuanggui.app.users import add_user, issue_token
from kuanggui.errors import ForbiddenError
from kuanggui.model.user import Role, User

PASSWORD = "correct horse"
DAY = date(2026, 1, 1)
PLACES = ("大同市", "朔州市", "山西省")  # the province last: the latest import
RANGE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[113.3, 40.1], [113.31, 40.1], [113.31, 40.11], [113.3, 40.1]]],
}


@pytest.fixture
def plans(database: str, tmp_path: Path) -> dict[str, str]:
    """A plan of each place in a database on either store; those of the cities and the province are published."""
    known = {}
    for place in PLACES:
        document = tmp_path / f"{place}.txt"
        text = f"# {place}矿产资源总体规划（2021-2025年）\n\n第一章 总则\n\n规划期为2021-2025年。采矿权数控制在12个以内。\n"
        document.write_text(text, encoding="utf-8")
        known[import_file(document, database).plan.id] = place
        publish_plan(database, next(reversed(known)), DAY, "公告")
    return known


@pytest.fixture
def people(database: str, plans: dict[str, str]) -> dict[str, Credentials]:
    by, known = Credentials(), {}
    for adcode in ("000000", "140000", "140200", "140212", "140700", "150000"):
        role = Role.ADMIN if adcode == "000000" else Role.VIEWER
        add_user(database, User(adcode, role, adcode, ""), PASSWORD, by)
        known[adcode] = Credentials(issue_token(database, adcode, PASSWORD, "test"))
        by = known["000000"]
    return known


@pytest.fixture
def shelf(database: str) -> Iterator[PlanShelf]:
    with closing(PlanShelf(database)) as opened:
        yield opened


def test_everybody_reads_the_plans_below_of_and_above_his_region(
    shelf: PlanShelf, plans: dict[str, str], people: dict[str, Credentials]
) -> None:
    seen = {
        adcode: [("上 " if plan.above else "") + plans[plan.id] for plan in shelf.visible(by)]
        for adcode, by in people.items()
    }
    assert seen == {
        "000000": ["山西省", "朔州市", "大同市"],
        "140000": ["山西省", "朔州市", "大同市"],
        "140200": ["大同市", "上 山西省"],
        "140212": ["上 山西省", "上 大同市"],  # a county reads its city and its province
        "140700": ["上 山西省"],
        "150000": [],
    }


def test_a_plan_above_is_read_as_long_as_its_current_edition_is_published(
    database: str, shelf: PlanShelf, plans: dict[str, str], people: dict[str, Credentials]
) -> None:
    province = next(key for key, place in plans.items() if place == "山西省")
    found = shelf.visible_entry(province, people["140200"])
    assert found is not None
    assert found.above
    withdraw_plan(database, province, "更正", people["000000"])
    with pytest.raises(ForbiddenError, match="上级规划，但未公布"):
        shelf.visible_entry(province, people["140200"])
    assert [plans[plan.id] for plan in shelf.visible(people["140200"])] == ["大同市"]
    publish_plan(database, province, DAY, "公告", people["000000"])
    assert shelf.visible_entry(province, people["140200"]) is not None


def test_cases_are_held_against_ones_own_plan_unless_another_is_named(
    database: str, plans: dict[str, str], people: dict[str, Credentials], tmp_path: Path
) -> None:
    desk = ScreeningDesk(stock_at(database, tmp_path / "layers"), tmp_path / "kept")
    given = {"name": "甲", "purpose": "mining", "action": "new", "minerals": ["煤"]}
    province = next(key for key, place in plans.items() if place == "山西省")

    def plan_of(adcode: str, plan: str | None = None) -> str:
        return plans[desk.answer(CaseOrder(given, DAY, geometry=RANGE, plan=plan), people[adcode])["plan"]]

    assert plan_of("140200") == "大同市"
    assert plan_of("140200", province) == "山西省"
    assert plan_of("140700") == "山西省"
    with pytest.raises(ForbiddenError, match="140700 不含"):
        plan_of("140700", next(iter(plans)))


def test_an_answer_against_a_plan_above_belongs_to_the_region_of_who_kept_it(
    database: str, plans: dict[str, str], people: dict[str, Credentials], tmp_path: Path
) -> None:
    desk = ScreeningDesk(stock_at(database, tmp_path / "layers"), tmp_path / "kept")
    province = next(key for key, place in plans.items() if place == "山西省")
    given = {"name": "甲", "purpose": "mining", "action": "new", "minerals": ["煤"]}
    kept = desk.keep(CaseOrder(given, DAY, geometry=RANGE, plan=province), people["140200"])
    assert kept.adcode == "140200"
    assert [len(desk.kept.listed(people[adcode])) for adcode in ("140000", "140200", "140700")] == [1, 1, 0]
