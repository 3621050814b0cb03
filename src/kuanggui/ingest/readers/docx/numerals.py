"""Whole numbers written as automatic numbering prints them (ISO/IEC 29500-1 §17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_MOST_LETTERS = 30
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def write_number(number: int, number_format: str) -> str:
    """A number in a numbering format; formats that are not known print it in decimal digits."""
    return _WRITERS.get(number_format, str)(number)


def _in_series(first: str, length: int) -> Callable[[int], str]:
    """Numbers as characters that follow each other in Unicode; beyond the last one Word prints digits."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= length else str(number)


def _from_list(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number > 0 else str(number)


def _letters(first: str) -> Callable[[int], str]:
    """A to Z, then AA, BB … as far as Word goes."""

    def write(number: int) -> str:
        times, letter = divmod(number - 1, 26)
        return chr(ord(first) + letter) * (times + 1) if 0 <= times < _MOST_LETTERS else str(number)

    return write


def _digit_by_digit(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(abs(number)))


def _counted(digits: str, units: str) -> Callable[[int], str]:
    """Chinese counting up to 9999: 十二, 一百零五; beyond that digit by digit."""

    def write(number: int) -> str:
        if not 0 < number < 10_000:
            return _digit_by_digit(digits)(number)
        text, zero = "", False
        for power in range(3, -1, -1):
            digit = number // 10**power % 10
            if digit:
                text += ("零" if zero and text else "") + digits[digit] + units[power].strip()
                zero = False
            else:
                zero = True
        return text.removeprefix("一") if digits is _DIGITS and 10 <= number < 20 else text

    return write


def _roman(number: int) -> str:
    if not 0 < number < 5000:
        return str(number)
    text = ""
    for amount, letters in _ROMAN:
        text += letters * (number // amount)
        number %= amount
    return text


_counting = _counted(_DIGITS, " 十百千")
_legal = _counted(_LEGAL_DIGITS, " 拾佰仟")

_WRITERS: dict[str, Callable[[int], str]] = {
    "bullet": lambda _: "",
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({48 + d: 0xFF10 + d for d in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({48 + d: 0xFF10 + d for d in range(10)}),
    "decimalEnclosedCircle": _in_series("①", 20),
    "decimalEnclosedCircleChinese": _in_series("①", 20),
    "decimalEnclosedParen": _in_series("⑴", 20),
    "decimalEnclosedFullstop": _in_series("⒈", 20),
    "ideographEnclosedCircle": _in_series("㊀", 10),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "ideographDigital": _digit_by_digit(_DIGITS),
    "japaneseDigitalTenThousand": _digit_by_digit(_DIGITS),
    "taiwaneseDigital": _digit_by_digit(_DIGITS),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographTraditional": _from_list("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from_list("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
