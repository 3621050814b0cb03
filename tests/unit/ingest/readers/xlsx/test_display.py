"""Numbers, dates and times as Excel displays them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuanggui.ingest.readers.xlsx.display import show_number


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("14.180000000000001", "General", "14.18"),
        ("0.30000000000000004", "General", "0.3"),
        ("14.183333333333334", "General", "14.18333333"),
        ("0.333333333333333", "General", "0.333333333"),
        ("-2.5", "General", "-2.5"),
        ("100", "General", "100"),
        ("1.5E3", "General", "1500"),
        ("140202001234567", "General", "140202001234567"),
        ("1E+30", "General", "1E+30"),
        ("1.25E-12", "General", "1.25E-12"),
        ("14.185", "0.00", "14.19"),
        ("14.1", "0.00", "14.10"),
        ("-0.001", "0.00", "0.00"),
        ("-3", "0.0", "-3.0"),
        ("5", "000", "005"),
        ("0.5", "#.##", "0.5"),
        ("0", "#", ""),
        ("5", "0.##", "5"),
        ("5.126", "0.0#", "5.13"),
        ("2252754.5", "#,##0.00", "2,252,754.50"),
        ("1234567", "#,##0,", "1,235"),
        ("0.42", "0%", "42%"),
        ("0.4256", "0.00%", "42.56%"),
        ("-1234.5", "#,##0.0_);(#,##0.0)", "(1,234.5)"),
        ("-1234.5", '#,##0.0_ ;[Red]\\-#,##0.0\\ ', "-1,234.5"),
        ("0", '0.0;-0.0;"—"', "—"),
        ("12", '0"万吨"', "12万吨"),
        ("12", "0\\ 个", "12 个"),
        ("12.5", "[$¥-804]#,##0.00", "¥12.50"),
        ("12345", '[>=10000]0.0,"千";0', "12.3千"),
        ("5", '[>=10000]0.0,"千";0', "5"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("2.5", "# ?/?", "2.5"),
        ("3", "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", "3"),
        ("7", "@", "7"),
        ("7", ";;;", ""),
        ("44196", "yyyy/m/d", "2020/12/31"),
        ("44196", 'yyyy"年"m"月"d"日"', "2020年12月31日"),
        ("44196.75", "yyyy-mm-dd hh:mm", "2020-12-31 18:00"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("0.75", "上午/下午h\"时\"mm\"分\"", "下午6时00分"),
        ("1.5", "[h]:mm", "36:00"),
        ("44196", "mmm-yy", "Dec-20"),
        ("44196", "dddd", "Thursday"),
        ("44196", "yyyy/m/d aaaa", "2020/12/31 星期四"),
        ("44196.0006944444", "mm:ss", "01:00"),
        ("-5", "yyyy/m/d", "-5"),
        ("1E+12", "yyyy/m/d", "1E+12"),
        ("abc", "0.00", "abc"),
        ("NaN", "0.00", "NaN"),
        ("1E+999999", "0.00", "1E+999999"),
        ("5", "", "5"),
    ],
)  # fmt: skip
def test_a_number_is_shown_in_its_format(stored: str, code: str, shown: str) -> None:
    assert show_number(stored, code) == shown


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    assert show_number("0.5", "yyyy/m/d h:mm", from_1904=True) == "1904/1/1 12:00"
    assert show_number("100", "yyyy/m/d", from_1904=True) == "1904/4/10"


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=12))
def test_no_format_code_breaks_the_reading(number: float, code: str) -> None:
    assert isinstance(show_number(repr(number), code), str)


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_what_is_shown_lies_within_half_a_unit_of_the_last_decimal(value: Decimal, decimals: int) -> None:
    shown = show_number(str(value), "#,##0." + "0" * decimals if decimals else "0")
    assert abs(Decimal(shown.replace(",", "")) - value) <= Decimal(1).scaleb(-decimals) / 2
    assert len(shown.partition(".")[2]) == decimals
