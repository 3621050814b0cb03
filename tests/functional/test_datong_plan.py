"""What the model holds of a real plan; skipped where it is absent."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from kuanggui.ingest.phases import read
from kuanggui.ingest.plan import read_plan
from kuanggui.model.plan import Plan
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.value import GapReason
from kuanggui.model.plan.zone import Purpose, ZoneKind


@pytest.fixture(scope="module")
def plan(datong: Path) -> Plan:
    return read_plan(read(datong))


def test_the_head_is_read(plan: Plan) -> None:
    assert (plan.region and plan.region.keys, plan.level) == (("140200",), Level.CITY)
    years = [(y.start, y.end) for y in (plan.planning_period, plan.base_year, plan.outlook_year) if y]
    assert years == [(2021, 2025), (2020, 2020), (2035, 2035)]


def test_no_box_is_left_out(plan: Plan) -> None:
    assert plan.unmapped_boxes == ()


def test_zones_of_boxes_and_text_are_all_there(plan: Plan) -> None:
    assert Counter(zone.kind for zone in plan.zones) == {
        ZoneKind.SURVEY_AREA: 1,
        ZoneKind.KEY_EXPLORATION_AREA: 18,
        ZoneKind.KEY_MINING_AREA: 5,
        ZoneKind.CONCENTRATED_MINING_AREA: 9,
        ZoneKind.RESTORATION_ZONE: 15,
        ZoneKind.ENERGY_RESOURCE_BASE: 2,
        ZoneKind.NATIONAL_PLANNING_MINING_AREA: 2,
        ZoneKind.STRATEGIC_RESERVE_AREA: 5,
    }
    areas = {zone.id: zone.area.quantity.low for zone in plan.zones if zone.area}
    restored = [area for zone, area in areas.items() if "/box-15/" in zone]
    assert sum(restored) == Decimal("3563.66")


def test_the_base_year_state_adds_up_as_printed(plan: Plan) -> None:
    assert len(plan.resources) == 33
    counts = {
        (c.mineral and c.mineral.text, c.region and c.region.text): c.count.quantity.low for c in plan.mine_counts
    }
    assert counts[None, None] == 233
    assert sum(n for (mineral, region), n in counts.items() if mineral and region) == 233
    inferred = {c.region.text for c in plan.mine_counts if c.region and c.region.inferred}
    assert inferred == {"左云县", "云冈区"}
    assert len(plan.outputs) == 25 * 6


def test_targets_caps_and_limits_are_read(plan: Plan) -> None:
    assert (len(plan.indicators), len(plan.past_results)) == (22, 24)
    assert all(indicator.target_year and indicator.nature for indicator in plan.indicators)
    iron = [limit for limit in plan.mine_limits if limit.mineral and "iron" in limit.mineral.keys and limit.new]
    assert [
        (limit.existing and limit.existing.quantity.low, limit.new and limit.new.quantity.low) for limit in iron
    ] == [(40, 5)]
    assert len({cap.mineral.keys for cap in plan.caps if cap.mineral}) == 12


def test_blocks_of_the_text_are_counted_by_purpose_and_level(plan: Plan) -> None:
    totals = {
        (group.purpose, group.level, int(group.count.quantity.low))
        for group in plan.block_groups
        if group.count and group.mineral is None
    }
    assert {
        (Purpose.EXPLORATION, Level.PROVINCE, 45),
        (Purpose.EXPLORATION, Level.CITY, 54),
        (Purpose.EXPLORATION, Level.CITY, 55),
        (Purpose.MINING, Level.PROVINCE, 22),
        (Purpose.MINING, Level.CITY, 54),
    } <= totals


def test_works_projects_and_annexes_are_read(plan: Plan) -> None:
    assert Counter(mine.status.value for mine in plan.green_mines) == {"listed": 11, "planned": 10}
    assert len(plan.survey_projects) == 12
    assert len(plan.major_projects) == 6
    assert [annex.number for annex in plan.annex_tables] == ["1", "2", "9", "7", "8", "11", "12", "13", "14"]


def test_a_region_cell_with_a_mineral_in_it_is_said(plan: Plan) -> None:
    unknown = [(gap.item, gap.field, gap.words) for gap in plan.gaps if gap.reason is GapReason.UNKNOWN_WORD]
    assert unknown == [("zone/box-12/10", "regions", "石灰岩")]
