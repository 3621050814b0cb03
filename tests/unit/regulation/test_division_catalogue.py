"""Administrative divisions: codes, levels, parents, and what existed when."""

from datetime import date
from pathlib import Path

import pytest

from kuanggui.errors import RegulationDataError
from kuanggui.regulation.division_catalogue import children, division, divisions, exists, is_within, lineage

PLAN_BASE = date(2020, 12, 31)


def write(folder: Path, text: str) -> Path:
    (folder / "divisions").mkdir()
    (folder / "divisions" / "local.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_country_has_34_provinces() -> None:
    assert sum(entry.level == "province" and not entry.invented for entry in divisions()) == 34


def test_shanxi_has_11_cities() -> None:
    assert len(children("140000")) == 11


def test_datong_has_ten_divisions_since_2018_and_had_eleven_before() -> None:
    after = {entry.name for entry in children("140200", PLAN_BASE)}
    before = {entry.name for entry in children("140200", date(2018, 2, 8))}
    assert len(after) == 10
    assert before - after == {"城区", "矿区", "南郊区", "大同县"}
    assert after - before == {"平城区", "云冈区", "云州区"}


def test_an_abolished_division_names_its_successors_and_the_document() -> None:
    old = division("140227")
    assert (old.name, old.valid_to, old.successors) == ("大同县", date(2018, 2, 9), ("140215",))
    assert "大同市部分行政区划" in old.citation.document
    assert not exists("140227", PLAN_BASE)
    assert [exists("140227", day) for day in (date(2018, 2, 8), date(2018, 2, 9))] == [True, False]


def test_a_new_division_exists_from_its_first_day() -> None:
    assert [exists("140215", day) for day in (date(2018, 2, 8), date(2018, 2, 9))] == [False, True]


def test_an_unknown_code_exists_never() -> None:
    assert not exists("140299", PLAN_BASE)
    assert lineage("140299") == ()
    assert not is_within("140299", "140299")
    with pytest.raises(KeyError):
        division("140299")


def test_every_division_but_a_province_lies_in_one_of_a_higher_level() -> None:
    order = {"province": 0, "prefecture": 1, "county": 2}
    for entry in divisions():
        if entry.level == "province":
            assert entry.parent is None
        else:
            assert entry.parent is not None, entry
            assert order[division(entry.parent).level] < order[entry.level]


def test_every_successor_is_a_division() -> None:
    known = {entry.code for entry in divisions()}
    assert {code for entry in divisions() for code in entry.successors} <= known


def test_every_division_cites_a_document() -> None:
    assert all(entry.citation.document for entry in divisions())


def test_a_county_under_a_province_directly_has_the_province_as_parent() -> None:
    assert lineage("419001") == ("419001", "410000")
    assert lineage("140224") == ("140224", "140200", "140000")


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("140224", ("灵丘",)),
        ("150000", ("内蒙古",)),
        ("450000", ("广西",)),
        ("640000", ("宁夏",)),
        ("532300", ("楚雄",)),
        ("130726", ()),  # 蔚县 would be one character
        ("140202", ()),  # 城区 as well
    ],
)
def test_short_forms_leave_the_ending_and_the_peoples_off(code: str, short: tuple[str, ...]) -> None:
    assert division(code).short == short


def test_example_cities_are_marked_as_invented() -> None:
    invented = [entry for entry in divisions() if entry.invented]
    assert {entry.name for entry in invented} >= {
        "示例市",
        "东山区",
        "北川县",
        "南岭县",
        "云泽市",
        "望湖区",
        "石门岭县",
    }
    assert all(entry.code.startswith("9") for entry in invented)


def test_a_users_folder_adds_a_city(tmp_path: Path) -> None:
    extra = write(
        tmp_path, "citation: {document: 虚构}\nconfidence: memory\ndivisions: {990200: 又一市, 990221: 某某县}\n"
    )
    assert [entry.name for entry in children("990200", extra=extra)] == ["某某县"]
    assert children("990200") == ()


def test_a_day_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    extra = write(
        tmp_path,
        "citation: {document: 虚构}\nconfidence: memory\ndivisions: {990200: {name: 又一市, from: 2018-02-30}}\n",
    )
    with pytest.raises(RegulationDataError, match="990200: 没有 2018-02-30 这一天"):
        divisions(extra)
