"""Places named in running text: short forms at home, full names elsewhere, and names that are part of other names."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.regulation.division_catalogue import children
from kuanggui.regulation.place_scanner import find_places

DATONG = "140200"
EXAMPLE = "990100"


def found(text: str, within: str | None = DATONG) -> list[tuple[str, str]]:
    return [
        (text[match.start : match.end], match.division.code)
        for match in find_places(text, within)
        if not match.embedded
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("灵丘县、浑源县", [("灵丘县", "140224"), ("浑源县", "140225")]),
        ("灵丘、浑源及新荣", [("灵丘", "140224"), ("浑源", "140225"), ("新荣", "140212")]),
        ("大同市及周边", [("大同市", "140200")]),
        ("大同和朔州两市", [("大同", "140200"), ("朔州", "140600")]),
        ("内蒙古自治区凉城县", [("内蒙古自治区", "150000"), ("凉城县", "150925")]),
        ("河北省的蔚县", [("河北省", "130000")]),
        ("河北省，蔚县", [("河北省", "130000"), ("蔚县", "130726")]),
        ("与蔚县相接", [("蔚县", "130726")]),
        ("原大同县境", [("大同县", "140227")]),
        ("左云、南郊", [("左云", "140226"), ("南郊", "140211")]),
        ("大同市矿区和城区", [("大同市", "140200"), ("矿区", "140203")]),
        ("海淀区技术与北京市海淀区", [("北京市", "110000"), ("海淀区", "110108")]),
        ("灵丘铁矿重点勘查区", [("灵丘", "140224")]),
        ("灵丘县省级自然保护区周边", [("灵丘县", "140224")]),
        ("", []),
    ],
)
def test_places_are_found_from_the_home_city(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各矿区、城区和郊区",
        "对应县级规划",
        "桑干河南岸、吕梁山西侧",
        "东南山区和东部山区",
    ],
)
def test_everyday_words_are_no_places(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "大同煤田",
        "大同矿区",
        "大同盆地",
        "灵丘黑鹳省级自然保护区",
        "云冈国家森林公园",
        "大同煤业股份有限公司",
        "浑源县北岳水泥有限责任公司",
        "大同组和太原组",
    ],
)
def test_a_place_within_another_name_is_marked_as_embedded(text: str) -> None:
    matches = find_places(text, DATONG)
    assert matches
    assert all(match.embedded for match in matches)


def test_a_company_behind_other_words_does_not_embed_a_place() -> None:
    assert found("浑源县有3家公司") == [("浑源县", "140225")]
    assert found("浑源县的水泥公司") == [("浑源县", "140225")]


def test_the_area_of_mines_is_no_abolished_district() -> None:
    assert found("大同市矿区面积") == [("大同市", "140200")]


def test_without_a_home_only_full_names_and_provinces_are_read() -> None:
    assert found("山西省灵丘县、浑源和朔州", None) == [("山西省", "140000"), ("灵丘县", "140224")]


def test_a_name_that_fits_several_places_gives_each_of_them() -> None:
    matches = find_places("位于鼓楼区", None)
    assert len(matches) == 4
    assert {(match.start, match.end) for match in matches} == {(2, 5)}


def test_the_city_in_front_decides_between_places_of_one_name() -> None:
    assert found("南京市鼓楼区", None) == [("南京市", "320100"), ("鼓楼区", "320106")]


def test_home_wins_over_places_of_the_same_name() -> None:
    assert found("东山区和白沙县", EXAMPLE)[0] == ("东山区", "990102")
    assert found("白沙县", "980100") == [("白沙县", "980123")]


def test_a_second_city_needs_no_code() -> None:
    assert found("望湖区、青岩县和石门岭", "980100") == [
        ("望湖区", "980102"),
        ("青岩县", "980121"),
        ("石门岭", "980122"),
    ]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["大同市", "灵丘", "浑源县", "矿区", "蔚县", "，", "和", "公司", "煤田", "级", "12"]),
        max_size=10,
    )
)
def test_matches_never_overlap_and_stay_in_order(parts: list[str]) -> None:
    matches = find_places("".join(parts), DATONG)
    for before, after in pairwise(matches):
        assert before.end <= after.start or (before.start, before.end) == (after.start, after.end)


def test_all_counties_of_a_real_plan_are_found(datong: Path) -> None:
    codes = {match.division.code for match in find_places(datong.read_text(encoding="utf-8"), DATONG)}
    assert {entry.code for entry in children(DATONG) if entry.valid_to is None} <= codes
    assert "140227" in codes
    assert "140203" not in codes
