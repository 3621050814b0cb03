"""Which area a plan is about."""

from kuanggui.ingest.facts.names import home_of

TEXTS = ("望江县有矿山5座。", "望江县有矿山。")


def test_a_title_with_an_area_that_is_not_in_the_list_gives_no_county_of_the_text_the_whole_area() -> None:
    assert home_of("云岭自治州矿产资源总体规划（2021—2025年）", TEXTS) is None


def test_a_title_without_an_area_leaves_it_to_the_place_named_most_often() -> None:
    assert home_of("矿产资源总体规划（2021—2025年）", TEXTS) == "340827"
