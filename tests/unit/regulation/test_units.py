"""Unit words as plans print them, and exact conversion between them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kuanggui.errors import IncompatibleUnitsError
from kuanggui.model.units import Basis, Unit
from kuanggui.regulation.unit_catalogue import normalise, unit_catalogue
from kuanggui.regulation.unit_conversion import convert
from kuanggui.regulation.units import parse_unit, unit_pattern


def unit(text: str) -> Unit:
    found = parse_unit(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "name", "dimension", "factor", "per", "basis"),
    [
        ("万吨", "万吨", "mass", "10000", None, None),
        ("(金属量)吨", "吨", "mass", "1", None, Basis.METAL),
        ("（稀土总量）万吨", "万吨", "mass", "10000", None, Basis.REO),
        ("(矿石量)万吨/", "万吨", "mass", "10000", None, Basis.ORE),
        ("矿石量万吨/年", "万吨/年", "mass", "10000", "year", Basis.ORE),
        ("万吨（矿石）／年", "万吨/年", "mass", "10000", "year", Basis.ORE),
        ("金属 吨", "吨", "mass", "1", None, Basis.METAL),
        ("矿物量万吨", "万吨", "mass", "10000", None, Basis.MINERAL),
        ("WO3 吨", "吨", "mass", "1", None, Basis.COMPOUND),
        ("荒料量（万立方米）", "万立方米", "volume", "10000", None, Basis.BLOCK),
        ("m³/d", "立方米/日", "volume", "1", "day", None),
        ("万t/a", "万吨/年", "mass", "10000", "year", None),
        ("km²", "平方千米", "area", "1000000", None, None),
        ("平方公里", "平方千米", "area", "1000000", None, None),
        ("㎡", "平方米", "area", "1", None, None),
        ("千米", "千米", "length", "1000", None, None),
        ("％", "%", "ratio", "0.01", None, None),
        ("克/吨", "克/吨", "ratio", "0.000001", None, None),
        ("个百分点", "百分点", "percentage_point", "0.01", None, None),
        ("亿度", "亿度", "energy", "100000000", None, None),
        ("万千瓦", "万千瓦", "power", "10000", None, None),
        ("元/吨", "元/吨", "currency_cny/mass", "1", None, None),
        ("万人", "万人", "count", "10000", None, None),
        ("座", "座", "count", "1", None, None),
        ("人/户", "人/户", "count/count", "1", None, None),  # no share: the two count different things
    ],
)
def test_a_unit_word_gives_dimension_factor_rate_and_basis(
    text: str, name: str, dimension: str, factor: str, per: str | None, basis: Basis | None
) -> None:
    assert unit(text) == Unit(name, dimension, Decimal(factor), per, basis)


@pytest.mark.parametrize("text", ["", "/", "矿石量", "煤", "万", "吨/煤", "（）", "年产量"])
def test_words_that_name_no_unit_give_none(text: str) -> None:
    assert parse_unit(text) is None


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("万吨/年以上", "万吨/年"),
        ("个百分点", "个百分点"),
        ("个月", "个月"),
        ("个，", "个"),
        ("人次", "人次"),
        ("万千瓦时", "万千瓦时"),
        ("吨标准煤", "吨标准煤"),
        ("t/a。", "t/a"),
        ("tce", "tce"),
        ("吨（金属量），", "吨（金属量）"),
        ("km²、", "km²"),
        ("克/吨左右", "克/吨"),
    ],
)
def test_behind_a_number_the_longest_unit_is_taken(text: str, matched: str) -> None:
    match = unit_pattern().match(text)
    assert match is not None
    assert match.group() == matched


@pytest.mark.parametrize("text", ["的", "tonne", "m4", "gold"])
def test_behind_a_number_other_words_are_no_unit(text: str) -> None:
    assert unit_pattern().match(text) is None


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("15", "亩", "公顷", "1"),
        ("35881.43", "万吨", "千吨", "358814.3"),
        ("2252754.5", "万吨", "亿吨", "225.27545"),
        ("5", "克/吨", "%", "0.0005"),
        ("1", "万元/吨", "元/千克", "10"),
        ("0.9", "亿吨/年", "万吨/年", "9000"),
        ("3", "吨(金属量)", "千克", "3000"),
        ("3603.55", "公顷", "平方公里", "36.0355"),
        ("2", "座", "个", "2"),
    ],
)
def test_conversion_is_exact(value: str, source: str, target: str, result: str) -> None:
    assert convert(Decimal(value), unit(source), unit(target)) == Decimal(result)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("万吨", "万立方米"),
        ("万吨/年", "万吨"),
        ("矿石量万吨", "金属量万吨"),
        ("%", "百分点"),
        ("元", "美元"),
        ("年", "日"),
    ],
)
def test_units_that_differ_in_dimension_rate_or_basis_do_not_convert(source: str, target: str) -> None:
    with pytest.raises(IncompatibleUnitsError, match="不能换算"):
        convert(Decimal(1), unit(source), unit(target))


def test_a_unit_that_is_not_in_the_catalogue_does_not_convert() -> None:
    strange = Unit("担", "mass", Decimal("0.05"))
    with pytest.raises(IncompatibleUnitsError, match="担 不在单位目录中"):
        convert(Decimal(1), strange, unit("吨"))


values = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False)
known = st.sampled_from(sorted(unit_catalogue().words)).map(unit)


@settings(deadline=None)  # the first conversion builds the registry
@given(values, known, known)
def test_converting_there_and_back_gives_the_value(value: Decimal, source: Unit, target: Unit) -> None:
    assume(source.is_comparable_to(target))
    back = convert(convert(value, source, target), target, source)
    assert abs(back - value) <= value * Decimal("1e-26")


@settings(deadline=None)  # the first conversion builds the registry
@given(values, known, known)
def test_the_factors_of_two_units_agree_with_their_conversion(value: Decimal, source: Unit, target: Unit) -> None:
    assume(source.is_comparable_to(target))
    by_factor = value * source.factor / target.factor
    assert abs(convert(value, source, target) - by_factor) <= by_factor * Decimal("1e-24")


def test_every_spelling_of_the_catalogue_is_read_and_matched() -> None:
    for word in unit_catalogue().words:
        assert parse_unit(word) is not None
        match = unit_pattern().match(word)
        assert match is not None
        assert match.end() == len(word)


def test_no_spelling_stands_for_two_units() -> None:
    seen: dict[str, str] = {}
    for entry in unit_catalogue().entries:
        for word in entry.words + entry.aliases:
            assert seen.setdefault(normalise(word), entry.name) == entry.name
    assert len({entry.pint for entry in unit_catalogue().entries}) == len(unit_catalogue().entries)


def test_every_dimension_but_ratios_has_its_base_unit() -> None:
    dimensions = {entry.dimension for entry in unit_catalogue().entries}
    with_base = {entry.dimension for entry in unit_catalogue().entries if entry.factor == Fraction(1)}
    assert dimensions - with_base == {"ratio", "percentage_point"}
