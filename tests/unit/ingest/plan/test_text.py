"""Running text says who made the plan and when, names zones, counts blocks, sets caps and projects."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from kuanggui.ingest.plan import read_plan
from kuanggui.ingest.plan.load_mapping import load_mapping
from kuanggui.ingest.plan.named_areas import find_names
from kuanggui.model.document import Document, Paragraph, Source
from kuanggui.model.fact import Fact, Period
from kuanggui.model.located import LocatedText
from kuanggui.model.outline import Clause, Section
from kuanggui.model.place import Place
from kuanggui.model.plan import Plan
from kuanggui.model.plan.base import RecoveryKind
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.value import GapReason
from kuanggui.model.plan.zone import Purpose, ZoneKind
from kuanggui.model.quantity import Quantity
from kuanggui.model.reading import Reading
from kuanggui.model.units import Unit
from kuanggui.regulation import parse_unit

MakePlan = Callable[..., Plan]


def test_the_head_says_region_level_and_years_with_places(plan_of: MakePlan) -> None:
    plan = plan_of("")
    assert plan.title is not None
    assert (plan.title.text, plan.title.place.line) == ("示例市矿产资源总体规划（2021-2025年）", 1)
    assert (plan.region and plan.region.keys, plan.level) == (("990100",), Level.CITY)
    years = [(y.start, y.end) for y in (plan.planning_period, plan.base_year, plan.outlook_year) if y]
    assert years == [(2021, 2025), (2020, 2020), (2035, 2035)]
    assert plan.base_year is not None
    assert (plan.base_year.place.line, plan.base_year.place.quote) == (4, "以2020年为基期")


def test_what_the_document_does_not_say_of_itself_is_a_gap(plan_of: MakePlan) -> None:
    plan = plan_of("")
    assert plan.issuer is None
    assert [(gap.field, gap.reason) for gap in plan.gaps] == [("issuer", GapReason.NOT_STATED)]


def test_the_id_follows_from_region_period_and_file(plan_of: MakePlan) -> None:
    plan = plan_of("")
    assert plan.id == f"990100-2021-2025-{plan.source.sha256[:8]}"
    assert plan_of("") == plan
    assert plan_of("改动。\n").id != plan.id


def test_a_period_only_in_the_title_is_taken_from_there() -> None:
    text = LocatedText.from_line("某地矿产资源总体规划（2026—2030年）", 1)
    source = Source("plan.txt", "a" * 64, 1, "text/plain", "test")
    plan = read_plan(Reading(Document(source, (Paragraph(text),)), text.text))
    assert plan.planning_period is not None
    assert (plan.planning_period.start, plan.planning_period.end) == (2026, 2030)
    assert {gap.field for gap in plan.gaps} == {"region", "level", "base_year", "outlook_year", "issuer"}
    assert plan.id == "unknown-2026-2030-aaaaaaaa"


RESERVES = "战略性矿产资源保护区：{}，储备期内不投放采矿权。"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "规划北川煤储备区、北川石墨储备区、南岭铜矿储备区等战略性矿产资源保护矿区",
            ["北川煤储备区", "北川石墨储备区", "南岭铜矿储备区"],
        ),
        (
            "共划定3处，分别为甲山钨矿保护区、乙岭稀土保护区和丙河萤石保护区",
            ["甲山钨矿保护区", "乙岭稀土保护区", "丙河萤石保护区"],
        ),
        (
            "规划甲山省级自然保护区铁矿、磷矿、多金属储备区、乙水库水源地煤储备区",
            ["甲山省级自然保护区铁矿、磷矿、多金属储备区", "乙水库水源地煤储备区"],
        ),
        ("落实省规划在我市划定的甲山钨矿储备区", ["甲山钨矿储备区"]),
        ("规划战略性矿产资源储备区4处", []),
        ("避让甲山省级自然保护区、乙水库水源保护区", []),
        ("划定的甲山省级自然保护区、乙水库水源保护区", []),
        ("划定重点储备区", []),
    ],
)
def test_enumerated_names_are_found_whole(text: str, names: list[str]) -> None:
    mapping = load_mapping(2020, 2025)
    (area,) = (area for area in mapping.text.named_areas if area.kind == "strategic_reserve_area")
    sentence = RESERVES.format(text)
    assert [sentence[named.start : named.end] for named in find_names(sentence, area, mapping)] == names


def test_a_zone_named_in_text_has_place_origin_and_an_open_area(plan_of: MakePlan) -> None:
    text = "国家规划矿区：落实省规划在我市划定的北川煤国家规划矿区、南岭石墨国家规划矿区，涉及矿种为煤、石墨。\n"
    coal, graphite = plan_of(text).zones
    assert (coal.kind, coal.name.text, coal.clause) == (
        ZoneKind.NATIONAL_PLANNING_MINING_AREA,
        "北川煤国家规划矿区",
        "1¶1",
    )
    assert coal.name.place.quote == "北川煤国家规划矿区"
    assert (graphite.regions[0].keys, graphite.minerals[0].keys) == (("990122",), ("graphite",))
    gaps = [(gap.item, gap.field) for gap in plan_of(text).gaps if gap.item]
    assert gaps == [(coal.id, "area"), (graphite.id, "area")]


def test_a_base_loses_the_word_for_its_level_and_keeps_the_level(plan_of: MakePlan) -> None:
    (zone,) = plan_of("能源资源基地建设：落实省规划在我市划定的国家级北川煤炭基地，推进绿色开发。\n").zones
    assert (zone.kind, zone.name.text, zone.origin) == (ZoneKind.ENERGY_RESOURCE_BASE, "北川煤炭基地", Level.NATIONAL)


def test_a_zone_that_a_box_lists_is_not_read_twice(plan_of: MakePlan, table: Callable[..., str]) -> None:
    text = "划定战略性矿产资源储备区2处，分别为北川煤储备区、南岭铜矿储备区。\n"
    text += table(
        "专栏1　战略性矿产资源储备区", ["名称|矿种|面积（公顷）", "北川煤储备区|煤|3640", "南岭铜矿储备区|铜|20"]
    )
    assert [zone.place.table for zone in plan_of(text).zones] == ["专栏1", "专栏1"]


SOURCE = Source("plan.txt", "a" * 64, 1, "text/plain", "test")
CLAUSE = "煤3个，面积42.60平方公里，主要分布在北川县、东山区。开采总量控制在700万吨。回收率85%。修复420公顷。"


def fact(number: int, quote: str, attribute: str, unit: str, **more: object) -> Fact:
    """A fact of CLAUSE as the phases would find it."""
    start = CLAUSE.index(quote)
    value = Decimal("".join(sign for sign in quote if sign in "0123456789."))
    known: Unit | None = parse_unit(unit)
    place = Place(SOURCE.name, SOURCE.sha256, 9, start, start + len(quote), quote)
    made = Fact(f"f{number}", Quantity(quote, value, value, unit=known), place, attribute=attribute)
    return replace(made, clause="2¶1", section="2", start=start, end=start + len(quote), **more)  # type: ignore[arg-type]


def plan_from(*facts: Fact, heading: str = "勘查规划区块") -> Plan:
    base = LocatedText.from_line("以2020年为基期，规划期为2021-2025年", 1)
    clause = Clause("2¶1", "2", LocatedText.from_line(CLAUSE, 9))
    section = Section("2", 1, "第二章", heading, LocatedText.from_line(heading, 8))
    document = Document(SOURCE, (Paragraph(base), Paragraph(clause.text)))
    return read_plan(Reading(document, "规划", "990100", sections=(section,), clauses=(clause,), facts=facts))


COAL = {"minerals": ("coal",), "sentence": 0}
LATER = Period(2025, 2025, "by")


def test_a_count_of_blocks_takes_the_area_behind_it_and_the_regions_it_is_spread_over() -> None:
    count, area = (
        fact(1, "3个", "exploration_block_count", "个", **COAL),
        fact(2, "42.60平方公里", "area", "平方公里", **COAL),
    )
    (group,) = plan_from(count, area).block_groups
    assert (group.purpose, group.facts) == (Purpose.EXPLORATION, ("f1", "f2"))
    assert (group.count and group.count.quantity.low, group.area and group.area.quantity.low) == (3, Decimal("42.60"))
    assert [region.keys for region in group.regions] == [("990121",), ("990102",)]
    assert group.mineral is not None
    assert (group.mineral.text, group.mineral.place.start) == ("煤", 0)


@pytest.mark.parametrize(
    ("heading", "purpose"),
    [("勘查规划区块", Purpose.EXPLORATION), ("划定开采规划区块", Purpose.MINING), ("其他", None)],
)
def test_headings_say_what_blocks_are_for(heading: str, purpose: Purpose | None) -> None:
    groups = plan_from(fact(1, "3个", "block_count", "个", **COAL), heading=heading).block_groups
    assert [group.purpose for group in groups] == ([] if purpose is None else [purpose])


@pytest.mark.parametrize(
    ("qualifiers", "level"),
    [(("provincial",), Level.PROVINCE), (("municipal",), Level.CITY), (("county",), Level.COUNTY), ((), None)],
)
def test_qualifiers_say_who_licenses_the_blocks(qualifiers: tuple[str, ...], level: Level | None) -> None:
    (group,) = plan_from(fact(1, "3个", "mining_block_count", "个", qualifiers=qualifiers)).block_groups
    assert group.level is level


def test_blocks_of_the_base_year_are_no_plan_blocks() -> None:
    state = Period(2020, 2020, "as_of")
    assert plan_from(fact(1, "3个", "exploration_block_count", "个", period=state)).block_groups == ()


def test_a_total_of_a_year_to_come_is_a_cap_and_one_of_the_base_year_is_not() -> None:
    later, state = (
        plan_from(fact(1, "700万吨", "annual_output_cap", "万吨", minerals=("coal",), period=period)).caps
        for period in (LATER, Period(2020, 2020, "year"))
    )
    assert [(cap.fact, cap.measure, cap.year and cap.year.end) for cap in later] == [("f1", "annual_output_cap", 2025)]
    assert state == ()


def test_mines_to_be_closed_are_no_limit_on_mines() -> None:
    facts = fact(1, "3个", "mine_count", "个", period=LATER)
    assert len(plan_from(facts).mine_limits) == 1
    assert plan_from(replace(facts, qualifiers=("closed",))).mine_limits == ()


def test_rates_of_today_are_recovery_rates_and_goals_are_not() -> None:
    rate = fact(1, "85%", "beneficiation_recovery", "%", subject="选矿回收率")
    assert [found.kind for found in plan_from(rate).recoveries] == [RecoveryKind.BENEFICIATION_RECOVERY]
    assert plan_from(replace(rate, period=LATER)).recoveries == ()
    capacity = replace(rate, attribute="utilisation_rate", subject="产能利用率")
    assert plan_from(capacity).recoveries == ()
    assert len(plan_from(replace(capacity, subject="综合利用率")).recoveries) == 1


def test_areas_to_be_restored_are_duties() -> None:
    (duty,) = plan_from(fact(1, "420公顷", "restored_area", "公顷", period=LATER, subject="修复")).restoration_duties
    assert (duty.measure, duty.value.quantity.low, duty.years and duty.years.end) == ("restored_area", 420, 2025)


PROJECTS = """
第二章　重点项目
一、深部找矿工程
以北川县为重点。
进度安排：2021-2023年完成普查，2025年底前全部完成。以2019年数据为准。
二、数据库工程
建设数据库。
"""


def test_headings_below_major_projects_are_projects_with_schedule_and_milestones(plan_of: MakePlan) -> None:
    drilling, database = plan_of(PROJECTS).major_projects
    assert (drilling.name.text, drilling.number, drilling.clauses) == ("深部找矿工程", "一", ("2.1¶1", "2.1¶2"))
    assert [words.text[:5] for words in drilling.schedule] == ["进度安排："]
    assert [(m.years.start, m.years.end) for m in drilling.milestones] == [(2021, 2023), (2025, 2025)]
    assert drilling.milestones[0].years.place.quote == "2021-2023年"
    assert (database.schedule, database.milestones) == ((), ())


def test_cited_annexes_are_listed_once_with_every_place_and_their_title(plan_of: MakePlan) -> None:
    text = "详见附表2。\n区块名单见附表11示例市勘查规划区块表。\n也见附表2。\n"
    second, eleventh = plan_of(text).annex_tables
    assert (second.number, second.title, len(second.cited)) == ("2", None, 2)
    assert (eleventh.number, eleventh.title and eleventh.title.text) == ("11", "示例市勘查规划区块表")


def test_every_clause_is_a_provision_under_its_headings(plan_of: MakePlan) -> None:
    provision = plan_of(PROJECTS).provisions[-1]
    assert (provision.headings, provision.text) == (("第二章 重点项目", "二 数据库工程"), "建设数据库。")
