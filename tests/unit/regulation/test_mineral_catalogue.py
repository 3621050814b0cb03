"""The catalogue of minerals: one meaning for every wording, and kinds below what they are kinds of."""

from collections import Counter
from pathlib import Path

import pytest

from kuanggui.errors import RegulationDataError
from kuanggui.model.units import Basis
from kuanggui.regulation.mineral_catalogue import (
    is_kind_of,
    mineral,
    minerals,
    minerals_named,
    same_mineral,
    spellings,
    variants_of,
)

BROKEN_LINK = "{class: metal, subclass: x, bases: [ore], minerals: {unobtainium: {name: 难得矿, broader: [nothing]}}}"
NEW_MINERAL = "{class: nonmetal, subclass: local, bases: [block], minerals: {black_stone: {name: 墨玉石, broader: [facing_stone]}}}"


def test_every_code_of_the_registration_systems_belongs_to_one_mineral() -> None:
    five = Counter(code for entry in minerals() for code in entry.codes)
    ten = Counter(code for entry in minerals() for code in entry.codes_10digit)
    assert len(five) == 281
    assert set(five.values()) | set(ten.values()) == {1}


def test_every_wording_has_one_meaning() -> None:
    assert {word: entries for word, entries in spellings().items() if len(entries) != 1} == {}


def test_the_first_digit_of_the_code_agrees_with_the_class() -> None:
    classes = {
        "2": "metal",
        "3": "metal",
        "4": "metal",
        "5": "metal",
        "6": "nonmetal",
        "7": "nonmetal",
        "8": "nonmetal",
    }
    for entry in minerals():
        for code in entry.codes:
            assert classes.get(code[0], entry.class_) == entry.class_, entry


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("水泥用灰岩", "limestone_cement"),
        ("水泥用石灰岩", "limestone_cement"),
        ("水泥灰岩", "limestone_cement"),
        ("水泥石灰岩", "limestone_cement"),
        ("水泥用石灰岩矿", "limestone_cement"),
        ("建筑石料用石灰岩", "limestone_building"),
        ("石灰石", "limestone"),
        ("煤", "coal"),
        ("煤炭", "coal"),
        ("原煤", "coal"),
        ("铁", "iron"),
        ("铁矿", "iron"),
        ("铁矿石", "iron"),
        ("镁矿", "magnesium"),
        ("冶镁用白云岩", "dolomite_magnesium"),
        ("冶金用白云岩", "dolomite_metallurgical"),
        ("砖瓦用黏土", "clay_brick"),
        ("水泥用粘土", "clay_cement"),
        ("水泥配料用粘土", "clay_cement"),
        ("饰面用花岗石", "granite_facing"),
        ("饰面石材", "facing_stone"),
        ("普通萤石", "fluorite"),
        ("银多金属矿", "silver_polymetallic"),
        ("砂石粘土", "sand_stone_clay"),
    ],
)
def test_a_name_alone_resolves_to_its_mineral(wording: str, code: str) -> None:
    assert [entry.code for entry in minerals_named(wording)] == [code]


@pytest.mark.parametrize("wording", ["", "矿", "矿石", "水泥", "花", "金属"])
def test_other_words_name_no_mineral(wording: str) -> None:
    assert minerals_named(wording) == ()


def test_one_mineral_under_two_wordings_is_the_same() -> None:
    assert same_mineral("水泥用灰岩", "水泥石灰岩")
    assert same_mineral("coal", "煤炭")
    assert not same_mineral("冶金用白云岩", "炼镁白云岩")
    assert not same_mineral("不知名", "不知名")


def test_a_kind_is_below_what_it_is_a_kind_of_at_any_distance() -> None:
    assert is_kind_of("岩金", "金矿")
    assert is_kind_of("limestone_cement", "limestone")
    assert is_kind_of("建筑石料用灰岩", "砂石粘土")
    assert is_kind_of("炼镁白云岩", "镁矿")
    assert is_kind_of("炼镁白云岩", "白云岩")
    assert is_kind_of("铁", "铁矿")
    assert not is_kind_of("金矿", "岩金")


def test_no_mineral_is_a_kind_of_itself_through_others() -> None:
    for entry in minerals():
        for parent in entry.broader:
            assert not is_kind_of(parent, entry.code), (entry.code, parent)


def test_variant_spellings_follow_the_rules() -> None:
    assert {"饰面花岗石", "饰面用花岗石", "饰面花岗岩"} <= variants_of("饰面用花岗岩")
    assert variants_of("煤") == {"煤"}


def test_usual_bases_come_from_the_group_unless_the_mineral_has_its_own() -> None:
    assert mineral("copper").bases == (Basis.METAL, Basis.ORE)
    assert mineral("bauxite").bases == (Basis.ORE,)
    assert mineral("rare_earths").bases[0] == Basis.REO


def test_a_users_folder_adds_minerals(tmp_path: Path) -> None:
    (tmp_path / "minerals").mkdir()
    (tmp_path / "minerals" / "local.yaml").write_text(NEW_MINERAL, encoding="utf-8")
    assert len(minerals(tmp_path)) == len(minerals()) + 1
    assert [entry.code for entry in minerals_named("墨玉石", tmp_path)] == ["black_stone"]
    assert minerals_named("墨玉石") == ()


def test_a_link_to_an_unknown_mineral_is_refused(tmp_path: Path) -> None:
    (tmp_path / "minerals").mkdir()
    (tmp_path / "minerals" / "local.yaml").write_text(BROKEN_LINK, encoding="utf-8")
    with pytest.raises(RegulationDataError, match=r"unobtainium\.broader: 没有矿种 nothing"):
        minerals(tmp_path)


def test_unknown_codes_raise_a_key_error() -> None:
    with pytest.raises(KeyError):
        mineral("unobtainium")
