"""Indicators at a glance: goals beside the base year, never beside a figure of another kind."""

from datetime import date

import pytest

from kuanggui.app.example import PLAN, example_file
from kuanggui.app.glance import IndicatorGlance, indicators_at_a_glance
from kuanggui.app.import_ import import_file


@pytest.fixture(scope="module")
def glances(tmp_path_factory: pytest.TempPathFactory) -> dict[str, IndicatorGlance]:
    database = str(tmp_path_factory.mktemp("plans") / "plans.db")
    plan = import_file(example_file(PLAN), database).plan.id
    return {each.name: each for each in indicators_at_a_glance(database, plan, date(2025, 1, 1))}


def test_a_yearly_ceiling_stands_beside_the_output_of_the_base_year(glances: dict[str, IndicatorGlance]) -> None:
    coal = glances["原煤（万吨/年）"]
    assert (coal.goal, coal.bound) == ("≤700 万吨/年", "≤")
    assert coal.base is not None
    assert (coal.base.text, coal.base.year) == ("630.2 万吨", 2020)
    assert coal.base.share == pytest.approx(630.2 / 700)
    assert coal.base.place.quote


def test_new_resources_do_not_stand_beside_outputs(glances: dict[str, IndicatorGlance]) -> None:
    assert glances["煤（亿吨）"].base is None
    assert glances["绿色矿山数量（座）"].base is None
