"""Boxes become records by the words of their captions and headers."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from kuanggui.errors import InputError
from kuanggui.model.plan import Plan
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.target import DepositSize, Nature
from kuanggui.model.plan.value import GapReason
from kuanggui.model.plan.work import GreenMineStatus, SurveyKind
from kuanggui.model.plan.zone import Grade, ZoneKind

MakePlan = Callable[..., Plan]
MakeTable = Callable[[str, Sequence[str]], str]

ZONES = [
    "序号|名称|所在行政区|面积（平方公里）|主要矿种|已设探矿权数量|拟设探矿权数量|备注",
    "1|北川煤重点勘查区|北川县、东山区|186.40|煤|2|3|落实省规划",
    "2|南岭铁铜重点勘查区|南岭县|142.75|铁、铜||4|市级划定",
]


def test_a_zone_has_every_column_with_its_place(plan_of: MakePlan, table: MakeTable) -> None:
    zone = plan_of(table("专栏1　重点勘查区表", ZONES)).zones[0]
    assert (zone.kind, zone.origin) == (ZoneKind.KEY_EXPLORATION_AREA, Level.PROVINCE)
    assert [region.keys for region in zone.regions] == [("990121",), ("990102",)]
    assert zone.area is not None
    assert (zone.area.quantity.low, zone.area.quantity.unit and zone.area.quantity.unit.name) == (
        Decimal("186.40"),
        "平方千米",
    )
    assert (zone.area.place.quote, zone.area.place.row, zone.area.place.column) == ("186.40", 1, "面积（平方公里）")
    assert zone.name.place.table == "专栏1"
    assert zone.place == zone.name.place


def test_a_blank_count_stays_open_with_its_reason_and_a_blank_remark_does_not_count(
    plan_of: MakePlan, table: MakeTable
) -> None:
    plan = plan_of(table("专栏1　重点勘查区表", [*ZONES[:2], "2|南岭铁铜重点勘查区|南岭县|142.75|铁、铜||4|"]))
    assert plan.zones[1].existing_rights is None
    gaps = {(gap.item, gap.field, gap.reason) for gap in plan.gaps if gap.item.startswith("zone")}
    assert gaps == {(plan.zones[1].id, "existing_rights", GapReason.EMPTY_CELL)}


def test_a_region_that_is_none_and_an_area_that_is_none_are_kept_as_gaps(plan_of: MakePlan, table: MakeTable) -> None:
    plan = plan_of(table("专栏1　重点勘查区表", [*ZONES, "3|东山重点勘查区|膨润土|石墨|21.35|1|2|"]))
    zone = plan.zones[2]
    assert (zone.regions[0].text, zone.regions[0].keys, zone.area) == ("膨润土", (), None)
    gaps = {(gap.field, gap.reason, gap.words) for gap in plan.gaps if gap.item == zone.id}
    assert ("regions", GapReason.UNKNOWN_WORD, "膨润土") in gaps
    assert ("area", GapReason.NO_FIGURE, "石墨") in gaps


def test_the_wordings_of_the_how_to_page_bring_in_another_citys_zones(plan_of: MakePlan, table: MakeTable) -> None:
    page = Path(__file__).resolve().parents[4] / "docs" / "how-to" / "header-words.md"
    own = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    rows = ["片区|哪里|图上大小（km2）|找什么", "北川片区|北川县|186.40|煤", "南岭片区|南岭县|142.75|铁、铜"]
    text = table("表1　找矿片区安排", rows)
    assert plan_of(text).zones == ()
    zones = plan_of(text, own).zones
    assert [zone.kind for zone in zones] == [ZoneKind.KEY_EXPLORATION_AREA] * 2
    assert [zone.regions[0].keys for zone in zones] == [("990121",), ("990122",)]
    assert [zone.area and zone.area.quantity.low for zone in zones] == [Decimal("186.40"), Decimal("142.75")]
    assert [mineral.keys for mineral in zones[1].minerals] == [("iron",), ("copper",)]


def test_own_words_for_values_are_understood(plan_of: MakePlan, table: MakeTable) -> None:
    rows = ["类别|指标|单位|2025年|属性", "结构|矿山总数|个|≤150|必须完成", "|绿色矿山数量|个|60|预期性"]
    text = table("表2-1　规划指标", rows)
    assert [one.nature for one in plan_of(text).indicators] == [None, Nature.EXPECTED]
    own = "vocabularies: {nature: {binding: [必须完成]}}"
    assert [one.nature for one in plan_of(text, own).indicators] == [Nature.BINDING, Nature.EXPECTED]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("boxes: [{record: zone, fields: {name: [名]}}]", "captions"),
        ("boxes: [{record: zones, captions: [表]}]", "zones"),
        ("boxes: [{record: zone, captions: [表], fields: {nom: [名]}}]", "nom"),
        ("boxes: [{record: zone, captions: [表], fields: {name: ['@nom']}}]", "nom"),
        ("boxes: [{record: zone, captions: [表], set: {kind: forest}}]", "forest"),
        ("terms: {base_year: ['(?P<start>{Y}']}", "正则表达式"),
        ("terms: {base_year: ['{Y}年为基期']}", "正则表达式"),
        ("headers: [名称]", "headers"),
        ("headers: {name: [名称", "words.yaml"),
    ],
)
def test_own_words_that_cannot_work_are_refused_with_the_place(words: str, said: str, plan_of: MakePlan) -> None:
    with pytest.raises(InputError, match=said):
        plan_of("", words)


def test_mining_areas_take_their_kind_from_the_class_column_or_else_from_the_name(
    plan_of: MakePlan, table: MakeTable
) -> None:
    rows = ["名称|类别|面积（平方公里）", "北川煤区|重点矿区|12", "南岭区|集中开采区|3"]
    assert [zone.kind for zone in plan_of(table("专栏2　开采分区表", rows)).zones] == [
        ZoneKind.KEY_MINING_AREA,
        ZoneKind.CONCENTRATED_MINING_AREA,
    ]
    rows = ["名称|面积（平方公里）", "北川花岗岩集中开采区|12", "南岭区|3"]
    assert [zone.kind for zone in plan_of(table("专栏2　开采分区表", rows)).zones] == [
        ZoneKind.CONCENTRATED_MINING_AREA,
        ZoneKind.KEY_MINING_AREA,
    ]


def test_restoration_zones_take_regions_minerals_and_grade_from_their_names(
    plan_of: MakePlan, table: MakeTable
) -> None:
    rows = [
        "编号|分区名称|主要问题|面积（km2）",
        "Z1|北川县煤矿区重点治理区|塌陷|88.60",
        "Y1|南岭县石墨矿区一般治理区|粉尘|9.30",
    ]
    first, second = plan_of(table("专栏3　矿区生态修复分区表", rows)).zones
    assert (first.grade, second.grade) == (Grade.KEY, Grade.GENERAL)
    assert (second.regions[0].keys, second.minerals[0].keys) == (("990122",), ("graphite",))
    assert second.regions[0].inferred == "取自名称"
    assert second.regions[0].place.quote == "南岭县"
    assert first.number is not None
    assert first.number.text == "Z1"


INDICATORS = [
    "类别|指标名称（单位）|2025年目标|属性",
    "资源勘查|新增资源量|煤（亿吨）|0.8|预期性",
    "||铁矿（万吨）|2000|",
    "开发利用|年开采总量|原煤（万吨/年）|≤700|",
    "|矿山数量与大中型比例|矿种|矿山数量（座）|大中型矿山比例（%）|",
    "||铁矿|9+1|40|",
    "||全市|46+7|≥42|",
    "|矿山“三率”达标率（%）|≥90|约束性",
]


def test_indicators_know_group_mineral_year_and_nature(plan_of: MakePlan, table: MakeTable) -> None:
    plan = plan_of(table("专栏4　2025年主要规划指标", INDICATORS))
    coal, iron, cap, rates = plan.indicators
    assert (coal.group and coal.group.text, coal.mineral and coal.mineral.keys) == ("新增资源量", ("coal",))
    assert coal.target_year is not None
    assert (coal.target_year.start, coal.target_year.place.quote) == (2025, "2025年目标")
    assert [one.nature for one in plan.indicators] == [Nature.EXPECTED] * 3 + [Nature.BINDING]
    assert iron.category == coal.category
    assert (cap.value and cap.value.quantity.text, rates.mineral) == ("≤700", None)


def test_rows_below_a_sub_header_are_limits_on_mines_until_the_group_ends(plan_of: MakePlan, table: MakeTable) -> None:
    plan = plan_of(table("专栏4　2025年主要规划指标", INDICATORS))
    iron, whole = (limit for limit in plan.mine_limits if limit.fact is None)
    assert [figure and figure.quantity.low for figure in (iron.mines, iron.existing, iron.new)] == [10, 9, 1]
    assert (whole.mineral, whole.large_medium_share and whole.large_medium_share.quantity.low) == (None, 42)
    assert (iron.nature, iron.year and iron.year.end) == (Nature.EXPECTED, 2025)


def test_capped_indicators_are_caps(plan_of: MakePlan, table: MakeTable) -> None:
    plan = plan_of(table("专栏4　2025年主要规划指标", INDICATORS))
    (cap,) = (cap for cap in plan.caps if cap.indicator)
    assert (cap.indicator, cap.measure, cap.value) == (
        plan.indicators[2].id,
        "annual_output_cap",
        plan.indicators[2].value,
    )


def test_base_values_stand_in_the_column_of_the_base_year(plan_of: MakePlan, table: MakeTable) -> None:
    rows = ["类别|指标|单位|2020年|2025年|属性", "结构|矿山总数|个|168|≤150|约束性", "|绿色矿山数量|个|23|60|预期性"]
    mines = plan_of(table("表2-1　规划指标", rows)).indicators[0]
    assert (mines.base_value and mines.base_value.quantity.low, mines.value and mines.value.quantity.low) == (168, 150)


def test_words_where_a_figure_is_expected_are_kept(plan_of: MakePlan, table: MakeTable) -> None:
    rows = [
        "指标|单位|上轮规划目标|完成情况|属性",
        "铁矿开采总量|万吨|≤220|停采|预期性",
        "煤开采总量|万吨|≤650|630.2|预期性",
    ]
    plan = plan_of(table("专栏5　上轮规划主要指标完成情况", rows))
    iron, coal = plan.past_results
    assert (iron.done, iron.done_words and iron.done_words.text) == (None, "停采")
    assert (coal.done and coal.done.quantity.low, coal.done_words) == (Decimal("630.2"), None)
    assert [(gap.field, gap.reason) for gap in plan.gaps if gap.item == iron.id] == [("done", GapReason.NO_FIGURE)]


MINES = ["矿种|东山区|北川县|合计", "煤||8|8", "水泥用灰岩|3|2|5", "合计|3|10|13"]


def test_a_matrix_gives_one_count_for_each_filled_cell_sums_without_mineral_or_region(
    plan_of: MakePlan, table: MakeTable
) -> None:
    counts = plan_of(table("专栏6　2020年底矿山数量分布表", MINES)).mine_counts
    found = [
        (c.mineral and c.mineral.keys[0], c.region and c.region.keys[0], int(c.count.quantity.low)) for c in counts
    ]
    assert found == [
        ("coal", "990121", 8),
        ("coal", None, 8),
        ("limestone_cement", "990102", 3),
        ("limestone_cement", "990121", 2),
        ("limestone_cement", None, 5),
        (None, "990102", 3),
        (None, "990121", 10),
        (None, None, 13),
    ]


OUTPUT_FACTS = [("coal", 2019, 2019, 612), ("coal", 2020, 2020, 630), ("coal", 2019, 2020, 1242)]


@pytest.mark.parametrize(
    "rows",
    [
        ["矿种|单位|2019年|2020年|累计", "煤|万吨|612|630|1242", "铁矿|万吨|198|206|404"],
        ["年份|煤（万吨）|铁矿（万吨）", "2019年|612|198", "2020年|630|206", "合计|1242|404", "年均|621|202"],
    ],
)
def test_output_is_read_with_years_across_or_down(rows: list[str], plan_of: MakePlan, table: MakeTable) -> None:
    outputs = plan_of(table("专栏7　2019-2020年主要矿产开采量", rows)).outputs
    coal = [(o.mineral.keys[0], o.years.start, o.years.end, int(o.quantity.quantity.low)) for o in outputs]
    assert sorted(row for row in coal if row[0] == "coal") == sorted(OUTPUT_FACTS)
    assert len(coal) == 6


def test_a_basis_word_is_no_mineral(plan_of: MakePlan, table: MakeTable) -> None:
    rows = ["矿种|指标|单位|2019年|2020年", "铜矿|矿石量|万吨|27.5|30.0", "|金属量|吨|1980|2160"]
    rows[0] = "矿种||单位|2019年|2020年"
    outputs = plan_of(table("专栏7　主要矿产开采量", rows)).outputs
    assert {(o.mineral.text, o.mineral.keys) for o in outputs} == {("铜矿", ("copper",))}
    assert {o.quantity.quantity.basis for o in outputs} == {"ore", "metal"}


def test_resources_keep_unit_basis_and_distribution(plan_of: MakePlan, table: MakeTable) -> None:
    rows = [
        "类别|矿产名称|矿区数（个）|资源储量单位|保有资源量|分布",
        "金属矿产|铜矿|3|（金属量）吨|48260|南岭县",
        "非金属矿产|石墨|3|万吨|216.4|北川县、南岭县",
    ]
    copper, graphite = plan_of(table("专栏8　主要矿产保有资源量", rows)).resources
    assert copper.retained is not None
    assert copper.retained.quantity.basis == "metal"
    assert graphite.distribution is not None
    assert graphite.distribution.keys == ("990121", "990122")
    assert (copper.deposits and copper.deposits.quantity.low, copper.category and copper.category.text) == (
        3,
        "金属矿产",
    )


def test_minerals_side_by_side_are_limits_on_mines(plan_of: MakePlan, table: MakeTable) -> None:
    rows = ["矿种|铁矿|石墨|萤石", "矿山数|8+1|5+1|12+3"]
    limits = plan_of(table("专栏9　新设矿山的分矿种安排（单位：个）", rows)).mine_limits
    assert [(limit.mineral and limit.mineral.keys[0], limit.new and limit.new.quantity.low) for limit in limits] == [
        ("iron", 1),
        ("graphite", 1),
        ("fluorite", 3),
    ]


def test_minimum_scales_are_read_by_size_of_deposit(plan_of: MakePlan, table: MakeTable) -> None:
    rows = ["矿种|单位|大型|中型|小型", "铁矿|万吨/年|100|30|10", "石墨|万吨/年|60|30|10"]
    scales = plan_of(table("专栏10　新建矿山最低生产规模", rows)).minimum_scales
    assert [(s.mineral.keys[0], s.deposit_size, int(s.value.quantity.low)) for s in scales][:3] == [
        ("iron", DepositSize.LARGE, 100),
        ("iron", DepositSize.MEDIUM, 30),
        ("iron", DepositSize.SMALL, 10),
    ]


def test_yearly_tasks_of_counties_are_restoration_duties(plan_of: MakePlan, table: MakeTable) -> None:
    rows = ["县（区）|2021年|2022年|合计", "东山区|16|20|36", "北川县|20|26|46", "全市|36|46|82"]
    duties = plan_of(table("表5-1　历史遗留矿山治理年度任务（单位：公顷）", rows)).restoration_duties
    first, whole = duties[0], duties[-1]
    assert (first.region and first.region.keys, first.years and first.years.end) == (("990102",), 2021)
    assert (whole.region, whole.years and (whole.years.start, whole.years.end)) == (None, (2021, 2022))
    assert whole.value.quantity.low == 82


def test_the_lines_of_a_list_are_mines_and_surveys(plan_of: MakePlan, table: MakeTable) -> None:
    text = table("规划期拟建成绿色矿山名单", ["1、北川县甲煤矿。\n2、南岭县乙铁矿；\n3、东山区丙石墨矿"])
    text += table("专栏11　基础性地质调查部署", ["① 落实省规划部署的1∶5万区域地质调查。\n② 南岭县物探调查。"])
    plan = plan_of(text)
    assert [(m.number and m.number.text, m.name.text, m.status) for m in plan.green_mines] == [
        ("1", "北川县甲煤矿", GreenMineStatus.PLANNED),
        ("2", "南岭县乙铁矿", GreenMineStatus.PLANNED),
        ("3", "东山区丙石墨矿", GreenMineStatus.PLANNED),
    ]
    surveys = [(s.kind, s.origin, s.name.text) for s in plan.survey_projects]
    assert surveys[0] == (SurveyKind.BASIC_GEOLOGY, Level.PROVINCE, "落实省规划部署的1∶5万区域地质调查")
    assert surveys[1][1] is None


def test_a_table_of_green_mines_lists_those_that_are(plan_of: MakePlan, table: MakeTable) -> None:
    plan = plan_of(table("专栏12　绿色矿山明细表", ["序号|矿山名称", "1|北川县甲煤矿", "2|南岭县乙铁矿"]))
    assert {mine.status for mine in plan.green_mines} == {GreenMineStatus.LISTED}


def test_a_box_that_maps_to_nothing_is_kept_with_the_reason(plan_of: MakePlan, table: MakeTable) -> None:
    text = table("专栏13　供需平衡", ["矿种|需求", "煤|5"]) + table("专栏14　重点勘查区表", ["片区|大小", "北川|5"])
    plan = plan_of(text)
    assert [(box.title, box.place.quote) for box in plan.unmapped_boxes] == [
        ("供需平衡", "专栏13 供需平衡"),
        ("重点勘查区表", "专栏14 重点勘查区表"),
    ]
    assert plan.unmapped_boxes[0].reason == "没有适合这个题名的对应规则"
    assert "缺 name" in plan.unmapped_boxes[1].reason
    assert "片区、大小" in plan.unmapped_boxes[1].reason


def test_a_sub_header_that_nobody_knows_is_said(plan_of: MakePlan, table: MakeTable) -> None:
    rows = [*INDICATORS[:4], "|供水情况|水源|井数（口）|水量（吨）|", "||甲|4|5|", "||乙|6|7|", INDICATORS[-1]]
    plan = plan_of(table("专栏4　2025年主要规划指标", rows))
    gaps = [gap.words for gap in plan.gaps if gap.field == "rows"]
    assert gaps == ["水源/井数（口）/水量（吨）"]
    assert [one.name.text for one in plan.indicators] == [
        "煤（亿吨）",
        "铁矿（万吨）",
        "原煤（万吨/年）",
        "矿山“三率”达标率（%）",
    ]


def test_a_table_without_a_usual_column_says_so_once(plan_of: MakePlan, table: MakeTable) -> None:
    rows = ["名称|面积（平方公里）|主要矿种", "北川煤重点勘查区|186.40|煤", "南岭铁重点勘查区|142.75|铁"]
    plan = plan_of(table("专栏1　重点勘查区表", rows))
    lacking = {gap.field for gap in plan.gaps if gap.reason is GapReason.NO_COLUMN and gap.item == "box-1"}
    assert lacking == {"number", "regions", "existing_rights", "planned_rights"}
