"""Numbers as automatic numbering prints them."""

import pytest

from kuanggui.ingest.readers.docx.numerals import write_number


@pytest.mark.parametrize(
    ("number", "number_format", "printed"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalEnclosedCircleChinese", "⑦"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (99, "japaneseCounting", "九十九"),
        (100, "chineseCountingThousand", "一百"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (12, "ideographDigital", "一二"),
        (20, "ideographDigital", "二〇"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (2, "ideographTraditional", "乙"),
        (2, "ideographZodiac", "丑"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (3, "lowerLetter", "c"),
        (28, "upperLetter", "BB"),
        (780, "upperLetter", "Z" * 30),
        (781, "upperLetter", "781"),
        (2_000_000_000, "lowerLetter", "2000000000"),
        (5, "bullet", ""),
        (5, "none", ""),
        (5, "hebrew1", "5"),
    ],
)
def test_a_number_reads_as_word_prints_it(number: int, number_format: str, printed: str) -> None:
    assert write_number(number, number_format) == printed


@pytest.mark.parametrize("number_format", ["chineseCounting", "upperLetter", "upperRoman", "decimalEnclosedCircle"])
def test_zero_is_written_in_digits_where_the_format_has_none(number_format: str) -> None:
    assert write_number(0, number_format) in ("0", "〇")
