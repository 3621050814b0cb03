"""Where on the earth two columns of numbers lie: which is the easting, in which notation, in which zone.

Sizes decide, not positions: longitudes are 70-140, latitudes 0-60, northings have 7 digits, eastings 6, or 8 with the zone
number in front. Where two readings remain, both are told and the one that the format prescribes is taken; where the format
prescribes none, the text is refused until the user says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuanggui.errors import InputError
from kuanggui.spatial.crs import GEOGRAPHIC, Crs, find_gauss_kruger
from kuanggui.spatial.formats.notation import Notation, can_be_packed, parse_number, parse_signs, to_degrees
from kuanggui.spatial.formats.parcels import Doubt, Parcel

Points = list[list[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Hint:
    """What format, header or user say: notation of degrees, central meridian of eastings without zone number, zone width."""

    notation: Notation | None = None
    central_meridian: int | None = None
    zone_width: int = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """Easting or longitude and northing or latitude of every corner of every ring, their system, and doubts."""

    points: Points
    crs: Crs
    doubts: tuple[Doubt, ...]


def place(parcels: Sequence[Parcel], hint: Hint) -> Placed:
    """Raises InputError when no reading is possible or several are and nothing decides."""
    rings = [ring for parcel in parcels for ring in parcel.rings]
    if any("°" in text or "度" in text for ring in rings for text in ring.first):
        columns = [(_signs(ring.first), _signs(ring.second)) for ring in rings]
        return Placed(_order(columns, _is_longitude(columns)), GEOGRAPHIC, ())
    numbers = [(_numbers(ring.first), _numbers(ring.second)) for ring in rings]
    first, second = ([value for pair in numbers for value in pair[k]] for k in range(2))
    if max(map(abs, first)) < 400 and max(map(abs, second)) < 400:
        return _place_degrees(numbers, hint)
    if _are_whole_degrees(first, second) and hint.notation in {None, Notation.WHOLE}:
        return _place_whole(numbers, hint)
    return _place_metres(numbers, hint)


def _signs(texts: Sequence[str]) -> list[float]:
    return [parse_signs(text, f"第 {k + 1} 点") for k, text in enumerate(texts)]


def _numbers(texts: Sequence[str]) -> list[Decimal]:
    return [parse_number(text, f"第 {k + 1} 点") for k, text in enumerate(texts)]


def _is_longitude(columns: Sequence[tuple[Sequence[float], Sequence[float]]]) -> bool:
    """Whether the first column holds the longitudes; refuses columns outside China."""
    first, second = ([value for pair in columns for value in pair[k]] for k in range(2))
    for one, other, answer in ((first, second, True), (second, first, False)):
        if min(one) >= 70 and max(one) <= 140 and min(other) >= 0 and max(other) <= 60:
            return answer
    raise InputError(f"坐标（如 {first[0]:.6g}, {second[0]:.6g}）不是中国范围内的经纬度；请核对写法")


def _order(columns: Sequence[tuple[Sequence[float], Sequence[float]]], first_is_east: bool) -> Points:
    return [list(zip(*(pair if first_is_east else pair[::-1]), strict=True)) for pair in columns]


def _place_degrees(numbers: Sequence[tuple[list[Decimal], list[Decimal]]], hint: Hint) -> Placed:
    values = [value for pair in numbers for column in pair for value in column]
    packed = all(can_be_packed(value, Notation.PACKED) for value in values)
    example = next((value for value in values if value > 70), values[0])
    readings = tuple(
        f"{name}：{example} = {to_degrees(example, notation):.6f}°"
        for name, notation in (("度.分秒", Notation.PACKED), ("十进制度", Notation.DECIMAL))
    )
    if hint.notation is None and packed:
        raise InputError(f"坐标有两种读法（{'；'.join(readings)}）；请用写法参数 packed 或 decimal 指明")
    doubts: tuple[Doubt, ...] = ()
    notation = hint.notation or Notation.DECIMAL
    if notation is Notation.PACKED and not packed:
        doubts = (Doubt("全部坐标", "按度.分秒读时有分或秒达到 60，已按十进制度读", readings),)
        notation = Notation.DECIMAL
    elif packed:
        doubts = (
            Doubt(
                "全部坐标", f"两种读法都可能，按{'度.分秒' if notation is Notation.PACKED else '十进制度'}读", readings
            ),
        )
    columns = [tuple([to_degrees(value, notation) for value in column] for column in pair) for pair in numbers]
    pairs = [(first, second) for first, second in columns]
    return Placed(_order(pairs, _is_longitude(pairs)), GEOGRAPHIC, doubts)


def _are_whole_degrees(first: Sequence[Decimal], second: Sequence[Decimal]) -> bool:
    for one, other in ((first, second), (second, first)):
        if all(700_000 <= value < 1_410_000 for value in one) and all(0 <= value < 600_000 for value in other):
            return all(can_be_packed(value, Notation.WHOLE) for value in (*one, *other))
    return False


def _place_whole(numbers: Sequence[tuple[list[Decimal], list[Decimal]]], hint: Hint) -> Placed:
    doubts: tuple[Doubt, ...] = ()
    if hint.notation is None:
        example = f"{numbers[0][0][0]}, {numbers[0][1][0]}"
        doubts = (
            Doubt("全部坐标", "按 DDDMMSS 度分秒读", (f"{example} 为度分秒", f"{example} 为北纬 13° 以南的平面坐标")),
        )
    pairs = [
        ([to_degrees(value, Notation.WHOLE) for value in one], [to_degrees(value, Notation.WHOLE) for value in other])
        for one, other in numbers
    ]
    return Placed(_order(pairs, _is_longitude(pairs)), GEOGRAPHIC, doubts)


def _place_metres(numbers: Sequence[tuple[list[Decimal], list[Decimal]]], hint: Hint) -> Placed:
    first, second = ([value for pair in numbers for value in pair[k]] for k in range(2))
    first_is_east = _is_easting(first) and _is_northing(second)
    if not first_is_east and not (_is_easting(second) and _is_northing(first)):
        raise InputError(
            f"坐标（如 {first[0]}, {second[0]}）既不像纵坐标（7 位）加横坐标（6 或 8 位），也不像经纬度；请核对"
        )
    eastings = first if first_is_east else second
    pairs = [([float(value) for value in one], [float(value) for value in other]) for one, other in numbers]
    return Placed(_order(pairs, first_is_east), _find_zone(eastings, hint), ())


def _is_northing(values: Sequence[Decimal]) -> bool:
    return all(300_000 <= value < 6_000_000 for value in values) and max(values) >= 1_000_000


def _is_easting(values: Sequence[Decimal]) -> bool:
    prefixed = all(13_000_000 <= value < 46_000_000 for value in values)
    return prefixed or all(10_000 <= value < 1_000_000 for value in values)


def _find_zone(eastings: Sequence[Decimal], hint: Hint) -> Crs:
    zones = {int(value // 1_000_000) for value in eastings}
    if len(zones) > 1:
        raise InputError(f"横坐标带号不一致（{'、'.join(map(str, sorted(zones)))}）；请换算到同一带")
    zone = zones.pop()
    if 25 <= zone <= 45:
        return find_gauss_kruger(3 * zone, 3, prefixed=True)
    if 13 <= zone <= 23:
        return find_gauss_kruger(6 * zone - 3, 6, prefixed=True)
    if hint.central_meridian is None:
        raise InputError(f"横坐标（如 {eastings[0]}）没有带号；请给出中央经线或带号")
    return find_gauss_kruger(hint.central_meridian, hint.zone_width, prefixed=False)
