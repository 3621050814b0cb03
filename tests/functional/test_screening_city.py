"""Twelve cases in the example city, on both sides of the days on which the law changed in 2025 and 2026."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kuanggui.app.import_ import import_file
from kuanggui.app.layers import add_layer
from kuanggui.app.screening.batch import screen_into
from kuanggui.app.screening.gaps import gaps_geojson, gaps_of
from kuanggui.app.screening.requests import CaseOptions, read_requests
from kuanggui.app.screening.screen import ScreenOptions
from kuanggui.app.screening.screener import open_screener
from kuanggui.app.stock import stock_at
from kuanggui.findings.ruling import Ruling
from kuanggui.findings.screening import ScreeningAnswer
from kuanggui.reports.screening.letter import consultations
from kuanggui.spatial.layer.snapshot import LayerLabel
from kuanggui.spatial.layer.sources import SourceOptions

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASES = EXAMPLES / "city" / "cases.yaml"
BEFORE_LAW, LAW = "2025-06-30", "2025-07-01"
BEFORE_FARMLAND, FARMLAND = "2025-09-30", "2025-10-01"
BEFORE_RESERVES, RESERVES = "2026-03-14", "2026-03-15"
BEFORE_REGULATION, REGULATION = "2026-06-14", "2026-06-15"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("city") / "city.db"
    import_file(EXAMPLES / "示例市矿产资源总体规划.txt", str(database))
    for path in sorted((EXAMPLES / "city" / "layers").glob("*.geojson")):
        label = LayerLabel(path.stem, path.stem, "2025-12-31", "示例市自然资源局")
        add_layer(
            path, stock_at(database), label, repair=False, given=SourceOptions(), progress=lambda done, total: None
        )
    return database


class Answers:
    """Answers to the cases by name, as of a day."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._on = cache(self._screen)

    def __call__(self, name: str, day: str = "2026-07-01") -> ScreeningAnswer:
        return self._on(day)[name]

    def all(self, day: str = "2026-07-01") -> dict[str, ScreeningAnswer]:
        return self._on(day)

    def _screen(self, day: str) -> dict[str, ScreeningAnswer]:
        screener = open_screener(stock_at(self._database), date.fromisoformat(day))
        requests = list(read_requests(CASES, screener.themes, CaseOptions()))
        return {answer.name: answer for answer in screener.screen_many(requests)}


@pytest.fixture(scope="module")
def answers(city: Path) -> Answers:
    return Answers(city)


def errors(answer: ScreeningAnswer) -> set[str]:
    return {finding.rule for finding in answer.findings if finding.severity.value == "error"}


def conditions(answer: ScreeningAnswer) -> set[str]:
    return {finding.rule for finding in answer.findings if finding.severity.value == "warning"}


def test_a_complete_quarry_in_its_planning_block_conforms(answers: Answers) -> None:
    answer = answers("石门东水泥用灰岩矿")
    assert answer.ruling is Ruling.CONFORMS
    assert not answer.open_rules
    assert round(answer.area_m2 / 1e6, 2) == 0.90


def test_a_block_enlarged_over_farmland_fails_from_october_2025_and_is_but_warned_the_day_before(
    answers: Answers,
) -> None:
    before, since = answers("石门东扩大方案", BEFORE_FARMLAND), answers("石门东扩大方案", FARMLAND)
    assert "SCR105" in conditions(before)  # the older rule is known from memory only
    assert before.ruling is Ruling.CONDITIONAL
    assert "SCR105" in errors(since)
    assert since.ruling is Ruling.FAILS


def test_a_small_mine_may_ask_for_fifteen_years_since_july_2025(answers: Answers) -> None:
    # 50 万吨 a year is a medium quarry: 20 years before, 30 since; the coal mine of 30 万吨 was small: 10 years
    assert "SCR405" not in errors(answers("石门西小型灰岩矿", BEFORE_LAW))
    assert "SCR405" in errors(answers("北川二矿", BEFORE_LAW))
    assert "SCR405" not in errors(answers("北川二矿", LAW))


def test_a_pending_application_of_somebody_else_is_a_condition(answers: Answers) -> None:
    answer = answers("石门西小型灰岩矿")
    assert conditions(answer) == {"SCR303"}
    assert answer.ruling is Ruling.CONDITIONAL


def test_an_iron_mine_exceeds_the_cap_and_needs_the_railways_consent(answers: Answers) -> None:
    answer = answers("铁帽山西铁矿")
    assert errors(answer) == {"SCR406"}  # 150 + 60 licensed, 60 more, a cap of 240
    assert "SCR121" in conditions(answer)


def test_the_railways_operator_is_asked_although_the_line_only_passes_nearby(answers: Answers) -> None:
    asked = consultations(answers("铁帽山西铁矿"))
    assert ["铁路 最近 838.1 m"] in asked.values()
    assert not consultations(answers("石门东水泥用灰岩矿"))


def test_geothermal_may_lie_inside_the_urban_boundary_that_the_plan_closes_to_others(answers: Answers) -> None:
    answer = answers("水泉地热")
    assert answer.ruling is Ruling.CONDITIONAL
    assert "SCR111" in conditions(answer)
    assert "SCR112" not in errors(answer)


def test_a_stone_pit_not_cleared_on_a_ridge_in_a_proposed_block_fails_three_times(answers: Answers) -> None:
    assert errors(answers("石坡建筑石料矿")) == {"SCR205", "SCR604", "SCR605"}


def test_copper_exploration_in_the_general_zone_of_a_reserve_follows_the_law_of_the_day(answers: Answers) -> None:
    assert "SCR114" in errors(answers("松岭铜矿详查", BEFORE_LAW))  # closed without consent
    assert "SCR114" in conditions(answers("松岭铜矿详查", BEFORE_RESERVES))
    assert "SCR114" in conditions(answers("松岭铜矿详查", RESERVES))  # strategic, within what is prescribed


def test_an_extension_into_a_neighbours_mine_fails_in_plan_and_in_elevation(answers: Answers) -> None:
    assert {"SCR301", "SCR305"} <= errors(answers("铁帽山铁矿扩界"))


def test_a_renewal_asked_for_a_day_less_than_three_months_ahead_was_in_time_until_the_implementing_regulation(
    answers: Answers,
) -> None:
    before, since = answers("石门一号灰岩矿延续", BEFORE_REGULATION), answers("石门一号灰岩矿延续", REGULATION)
    assert before.ruling is Ruling.CONFORMS
    assert errors(since) == {"SCR706"}
    assert since.ruling is Ruling.FAILS


def test_a_bare_range_cannot_be_decided_and_says_what_to_supply(answers: Answers) -> None:
    answer = answers("白云峰备选范围")
    assert answer.ruling is Ruling.UNDECIDED
    reasons = "".join(rule.reason for rule in answer.open_rules)
    assert all(path in reasons for path in ("design.method", "reserves.deposit", "applicant.name"))


def test_a_small_coal_mine_on_a_large_deposit_fails_in_scale_and_entry(answers: Answers) -> None:
    assert {"SCR201", "SCR401", "SCR408", "SCR502", "SCR509"} <= errors(answers("北川二矿"))


def test_a_gap_between_two_mines_of_one_holder_may_go_by_agreement(answers: Answers) -> None:
    answer = answers("石门夹缝资源")
    assert not errors(answer)
    assert conditions(answer) == {"SCR201"}
    assert answer.ruling is Ruling.CONDITIONAL


def test_the_cases_meet_every_verdict_and_every_family(answers: Answers) -> None:
    found = list(answers.all().values())
    assert {answer.ruling for answer in found} == set(Ruling)
    families = {finding.family.value for answer in found for finding in answer.findings}
    assert families == {"control_lines", "planning", "neighbours", "scale", "entry", "water_and_sand", "transfer"}


def test_every_theme_is_told_whether_it_touches_or_not(answers: Answers) -> None:
    for answer in answers.all().values():
        assert {theme.status for theme in answer.themes} <= {"hit", "near", "clear"}
        assert all(theme.sources for theme in answer.themes)


def test_every_block_gets_an_answer_and_a_row_of_the_matrix_and_a_second_run_keeps_them(
    city: Path, tmp_path: Path
) -> None:
    options = ScreenOptions(stock_at(city), date(2026, 7, 1))
    first = screen_into(tmp_path, options)
    sheet = load_workbook(first.matrix).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert (first.blocks, first.kept, len(rows)) == (8, 0, 9)
    assert rows[0][6] == "生态保护红线"
    sorted((tmp_path / "answers").iterdir())[0].unlink()
    assert screen_into(tmp_path, options).kept == 7
    assert screen_into(tmp_path, ScreenOptions(stock_at(city), date(2025, 6, 30))).kept == 0


def test_the_gap_between_the_two_quarries_may_go_by_agreement(city: Path) -> None:
    gaps = gaps_of(stock_at(city), date(2026, 7, 1), "990100")
    quarry = next(gap for gap in gaps if "石门一号灰岩矿" in gap.rights)
    mines = next(gap for gap in gaps if "铁帽山铁矿" in gap.rights)
    assert quarry.agreement
    assert quarry.nearest_m == pytest.approx(105, abs=1)
    assert not mines.agreement  # two holders
    assert gaps_geojson(gaps)["features"][0]["geometry"]["type"] in {"Polygon", "MultiPolygon"}
