"""Ordinal numerals of headings and captions: 十二, 三十, 12, ③."""

from __future__ import annotations

HAN_DIGITS = "〇零一二三四五六七八九"
HAN = HAN_DIGITS + "十百"

_VALUES = {"〇": 0, **{digit: value for value, digit in enumerate("零一二三四五六七八九")}}
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x2474 + i): i + 1 for i in range(20)}


def to_number(numeral: str) -> int | None:
    """The value of a Chinese, Arabic or circled numeral; None for anything else."""
    if numeral in _CIRCLED:
        return _CIRCLED[numeral]
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if not numeral or set(numeral) - set(HAN):
        return None
    return _han_value(numeral)


def _han_value(numeral: str) -> int:
    if not set(numeral) & set("十百"):
        return int("".join(str(_VALUES[digit]) for digit in numeral))
    total, digit = 0, None
    for character in numeral:
        if character in "十百":
            total += (1 if digit is None else digit) * (10 if character == "十" else 100)
            digit = None
        else:
            digit = _VALUES[character]
    return total + (digit or 0)
