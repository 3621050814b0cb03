"""Numbers as Excel displays them, because the printed decimals say how exact a figure is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, localcontext
from functools import lru_cache

from kuanggui.ingest.readers.xlsx.dates import show_date
from kuanggui.ingest.readers.xlsx.sections import Kind, Section, choose_section, split_sections

_SIGNIFICANT = 15  # digits that Excel keeps of a number
_GENERAL_WIDTH = 11  # characters that the General format uses for a number with decimals
_LONGEST_INTEGER = 21
_LARGEST_EXPONENT = 308
_PLACEHOLDERS = "0#?"
_MOST_DECIMALS = 30

_sections = lru_cache(maxsize=1024)(split_sections)


def show_number(stored: str, code: str, *, from_1904: bool = False) -> str:
    """A stored number in a number format; what is no finite number, or no date in a date format, is given as stored."""
    try:
        value = Decimal(stored.strip())
    except InvalidOperation:
        return stored
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_EXPONENT:
        return stored
    with localcontext(prec=400, rounding=ROUND_HALF_UP):
        value = Context(prec=_SIGNIFICANT, rounding=ROUND_HALF_UP).create_decimal(value)
        section, signed = choose_section(_sections(code if code.strip() else "General"), value)
        if any(token.kind in (Kind.DATE, Kind.ELAPSED, Kind.CLOCK) for token in section):
            return show_date(value, section, from_1904=from_1904) or stored
        text = _show(abs(value), section)
    return f"-{text}" if signed and any(digit in text for digit in "123456789") else text


def _show(value: Decimal, section: Section) -> str:
    """A number that is not negative, with the literal texts around it."""
    value = value.scaleb(2 * sum(token.kind is Kind.PERCENT for token in section))
    numbers = [token for token in section if token.kind in (Kind.DIGITS, Kind.GENERAL)]
    if len(numbers) > 1 or any(token.text == "/" for token in section):
        return _general(value)  # fractions and digits with texts between them
    exponent = any(token.kind is Kind.EXPONENT for token in section)
    text = ""
    for token in section:
        if token.kind is Kind.GENERAL:
            text += _general(value)
        elif token.kind is Kind.DIGITS:
            text += _scientific(value, token.text) if exponent else _fixed(value, token.text)
        elif token.kind in (Kind.LITERAL, Kind.PERCENT):
            text += token.text
    return text.strip(" ")


def _general(value: Decimal) -> str:
    whole = len(str(int(value)))
    if value == value.to_integral_value():
        return f"{value:.0f}" if whole <= _LONGEST_INTEGER else f"{value.normalize():E}"
    if value.adjusted() < -9:
        return f"{Context(prec=6, rounding=ROUND_HALF_UP).create_decimal(value).normalize():E}"
    return _trimmed(f"{value:.{max(0, _GENERAL_WIDTH - whole - 1)}f}", 0)


def _fixed(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    scaled = whole.rstrip(",") if not decimals else whole
    thousands = len(whole) - len(scaled) + len(decimals) - len(decimals.rstrip(","))
    places = [place for place in decimals if place in _PLACEHOLDERS][:_MOST_DECIMALS]
    kept = max((index + 1 for index, place in enumerate(places) if place == "0"), default=0)
    text = _trimmed(f"{value.scaleb(-3 * thousands):{',' if ',' in scaled else ''}.{len(places)}f}", kept)
    digits, point, rest = text.partition(".")
    if digits == "0" and not rest and "0" not in scaled:
        return ""
    return digits.rjust(min(scaled.count("0"), _MOST_DECIMALS), "0") + point + rest


def _scientific(value: Decimal, pattern: str) -> str:
    decimals = sum(place in _PLACEHOLDERS for place in pattern.partition(".")[2])
    mantissa, _, exponent = f"{value:.{min(decimals, _MOST_DECIMALS)}E}".partition("E")
    return f"{mantissa}E{exponent[0]}{exponent[1:].rjust(2, '0')}"


def _trimmed(text: str, kept: int) -> str:
    """A number without the zeros behind its first `kept` decimals."""
    whole, _, decimals = text.partition(".")
    decimals = decimals[:kept] + decimals[kept:].rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
