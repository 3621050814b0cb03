"""Minerals named in running text: the longest wording, and no look-alikes."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuanggui.regulation.mineral_catalogue import minerals, spellings
from kuanggui.regulation.mineral_scanner import find_minerals


def found(text: str) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.mineral.code) for match in find_minerals(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("铁、锰、金和银", [("铁", "iron"), ("锰", "manganese"), ("金", "gold"), ("银", "silver")]),
        ("开采煤58万吨", [("煤", "coal")]),
        ("有煤、地热", [("煤", "coal"), ("地热", "geothermal")]),
        ("铅锌矿2个", [("铅", "lead"), ("锌矿", "zinc")]),
        ("南山银锰多金属矿田", [("银", "silver"), ("锰", "manganese"), ("多金属矿", "polymetallic")]),
        ("北川县铜(金)矿", [("铜", "copper"), ("金", "gold")]),
        ("铜矿金属量100吨", [("铜矿", "copper")]),
        ("水泥用石灰岩矿3座", [("水泥用石灰岩矿", "limestone_cement")]),
        ("石灰岩矿区", [("石灰岩", "limestone")]),
        ("煤层气和天然气", [("煤层气", "coalbed_methane"), ("天然气", "natural_gas")]),
        ("非常规天然气", [("非常规天然气", "unconventional_gas")]),
        ("金", [("金", "gold")]),
        ("北川煤重点勘查区", [("煤", "coal")]),
        ("南岭铁铜重点矿区", [("铁", "iron"), ("铜", "copper")]),
        ("生产南岭钨精矿", [("钨", "tungsten")]),
        ("砖瓦粘土、砂", [("砖瓦粘土", "clay_brick"), ("砂", "sand")]),
        ("粉煤灰中的铝、镓", [("铝", "bauxite"), ("镓", "gallium")]),
        ("", []),
    ],
)
def test_minerals_are_found_with_the_longest_wording(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "财政资金、社会资金和基金",
        "现金、奖金及违约金等",
        "矿业权权益金制度",
        "钢铁和铁路、高铁、公路",
        "银行和金融机构的金额",
        "金属量、金属、有色金属、非金属矿产",
        "煤矸石、煤泥、煤层、煤田",
        "东山煤业有限公司",
        "东山煤矿集团有限责任公司",
        "晋煤集团、同煤集团",
        "非煤矿山整顿",
        "落实专项资金重点勘查区",
        "烧煤取暖",
        "北川煤炭进出口公司",
        "绿水青山就是金山银山",
        "机制砂",
        "矿山、矿区、矿业权",
    ],
)
def test_look_alikes_name_no_mineral(text: str) -> None:
    assert found(text) == []


def test_positions_point_at_the_words() -> None:
    text = "第三，饰面用花岗石 2 个"
    (match,) = find_minerals(text)
    assert (match.start, match.end) == (3, 9)


def test_every_mineral_is_found_by_its_own_name() -> None:
    missed = [entry.code for entry in minerals() if entry not in [match.mineral for match in find_minerals(entry.name)]]
    assert missed == []


@given(st.lists(st.sampled_from([*spellings(), "资金", "铁路", "金额", "，", "的", "12", "矿区", "\n"]), max_size=12))
def test_matches_never_overlap_and_stay_in_order(parts: list[str]) -> None:
    matches = find_minerals("".join(parts))
    for before, after in pairwise(matches):
        assert before.end <= after.start
    assert all(match.start < match.end for match in matches)


def test_minerals_of_a_real_plan_are_found(datong: Path) -> None:
    text = datong.read_text(encoding="utf-8")
    codes = {match.mineral.code for match in find_minerals(text)}
    assert {
        "coal",
        "limestone_cement",
        "dolomite_magnesium",
        "placer_gold",
        "silver_polymetallic",
        "geothermal_water",
    } <= codes
