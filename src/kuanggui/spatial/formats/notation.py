"""Numbers of coordinates: decimal degrees, degrees packed as DDD.MMSS or DDDMMSS, ° ′ ″, metres."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise

from kuanggui.errors import InputError

_SIGNS = re.compile(
    r"""^(?:东经|北纬|[EN])?:?
    (\d{1,3}(?:\.\d+(?=[°º˚度]))?)(?:[°º˚度:-]|(?=$))
    (?:(\d{1,2}(?:\.\d+)?)(?:[′'’‘分:-]|(?=$))
    (?:(\d{1,2}(?:\.\d+)?)(?:[″"”“秒]|''|′′|’’)?)?)?
    (?:[EN])?$""",
    re.VERBOSE | re.IGNORECASE,
)
_LOOKS_SIGNED = re.compile(r"[°º˚度]|^\s*(?:东经|北纬|[EN])|[EN]\s*$|^\d{1,3}([-:])\d{1,2}\1\d", re.IGNORECASE)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，；：－　【】（）", "0123456789.,;:- []()")


class Notation(StrEnum):
    """How degrees are written; METRES for plane coordinates."""

    DECIMAL = "decimal"
    PACKED = "packed"  # 113.1530 → 113°15′30″
    WHOLE = "whole"  # 1131530 → 113°15′30″
    SIGNS = "signs"  # 113°15′30″
    METRES = "metres"


def clean(text: str) -> str:
    """Text with full-width digits, points and separators made plain."""
    return text.translate(_FULL_WIDTH).strip().lstrip("\ufeff")


def parse_number(text: str, where: str) -> Decimal:
    """A plain number; raises InputError that names the place."""
    try:
        value = Decimal(clean(text))
    except InvalidOperation:
        raise InputError(f"{where}：{text.strip()[:20]!r} 不是数字；请改为数字") from None
    if not value.is_finite():
        raise InputError(f"{where}：{text.strip()[:20]!r} 不是数字；请改为数字")
    return value


def split_packed(value: Decimal, notation: Notation) -> tuple[Decimal, Decimal, Decimal]:
    """Degrees, minutes and seconds of a packed number, whatever their size."""
    if notation is Notation.PACKED:
        value = value * 10000
    degrees, rest = divmod(abs(value), 10000)
    minutes, seconds = divmod(rest, 100)
    return degrees, minutes, seconds


def can_be_packed(value: Decimal, notation: Notation) -> bool:
    """Whether minutes and seconds of a packed number are both below 60."""
    _, minutes, seconds = split_packed(value, notation)
    return minutes < 60 and seconds < 60


def to_degrees(value: Decimal, notation: Notation) -> float:
    """Degrees of a number written in a notation."""
    if notation is Notation.DECIMAL:
        return float(value)
    degrees, minutes, seconds = split_packed(value, notation)
    return float(degrees + minutes / 60 + seconds / 3600)


def has_signs(text: str) -> bool:
    """Whether a text is written as degrees, minutes and seconds apart, or names east or north."""
    return bool(_LOOKS_SIGNED.search(clean(text)))


def parse_signs(text: str, where: str) -> float:
    """Degrees of a text like 113°15′30.12″ or 东经113度15分; raises InputError that names the place."""
    found = _SIGNS.match(re.sub(r"\s", "", clean(text)))
    if not found:
        raise InputError(f"{where}：{text.strip()[:20]!r} 不是度分秒；请写成 113°15′30″ 的样子")
    if any("." in part and after for part, after in pairwise(found.groups()) if part):
        raise InputError(f"{where}：{text.strip()[:20]!r} 只有最后一级可以带小数；请写成 113°15′30″ 的样子")
    degrees, minutes, seconds = (Decimal(part or 0) for part in found.groups())
    if minutes >= 60 or seconds >= 60:
        raise InputError(f"{where}：{text.strip()[:20]!r} 的分或秒达到 60；请核对")
    return float(degrees + minutes / 60 + seconds / 3600)


def write_signs(degrees: float, places: int = 3) -> str:
    """Degrees as 113°15′30.120″."""
    packed = write_packed(degrees, Notation.WHOLE, places)
    whole, _, decimals = packed.partition(".")
    return f"{whole[:-4]}°{whole[-4:-2]}′{whole[-2:]}{'.' + decimals if decimals else ''}″"


def write_packed(degrees: float, notation: Notation, places: int = 3) -> str:
    """A packed number with seconds to so many decimals, 3 as mining rights are registered."""
    unit = Decimal(1).scaleb(-places)
    total = (Decimal(repr(degrees)) * 3600).quantize(unit, ROUND_HALF_UP)
    whole, seconds = divmod(total, 60)
    high, minutes = divmod(whole, 60)
    digits = f"{seconds:0{3 + places if places else 2}.{places}f}"
    if notation is Notation.PACKED:
        return f"{high:.0f}.{minutes:02.0f}{digits.replace('.', '')}"
    return f"{high:.0f}{minutes:02.0f}{digits}"
