"""Where on the earth two columns of numbers lie: which is the easting, in which notation, in which zone.

Sizes decide, not positions: longitudes are 70-140, latitudes 0-60, northings have 7 digits, eastings 6, or 8 with the zone
number in front. Where two readings remain, both are told and the one that the format prescribes is taken; where the format
prescribes none, the text is refused until the user says which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

import numpy as np

from kuanggui.errors import InputError
from kuanggui.spatial.crs import GEOGRAPHIC, Crs, find_gauss_kruger
from kuanggui.spatial.formats.datum import Datum, Shift, find_zone_of, move_to_cgcs2000, refuse_datum
from kuanggui.spatial.formats.notation import Notation, can_be_packed, has_signs, parse_number, parse_signs, to_degrees
from kuanggui.spatial.formats.parcels import Doubt, Parcel, Ring

Points = list[list[tuple[float, float]]]
_Value = TypeVar("_Value", Decimal, float)
_EVERYWHERE = "全部坐标"


@dataclass(frozen=True, slots=True)
class Hint:
    """What format, header or user say: notation of degrees, central meridian of eastings without zone number, zone width.

    `decided` tells that the user chose the notation, `crs` the system the user named, `datum` the one the text names, and
    `shift` the parameters that bring an older one to CGCS2000.
    """

    notation: Notation | None = None
    central_meridian: int | None = None
    zone_width: int = 3
    decided: bool = False
    crs: Crs | None = None
    datum: Datum = Datum.CGCS2000
    shift: Shift | None = None

    def filled(
        self,
        notation: Notation | None = None,
        central_meridian: int | None = None,
        zone_width: int | None = None,
        datum: Datum | None = None,
    ) -> Hint:
        """The hint with what a format or file says where the user said nothing."""
        return replace(
            self,
            notation=self.notation or notation,
            central_meridian=self.central_meridian or central_meridian,
            zone_width=self.zone_width if self.central_meridian is not None else zone_width or self.zone_width,
            datum=self.datum if self.crs is not None or datum is None else datum,
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """Easting or longitude and northing or latitude of every corner of every ring, their system, and doubts."""

    points: Points
    crs: Crs
    doubts: tuple[Doubt, ...]


def place(parcels: Sequence[Parcel], hint: Hint) -> Placed:
    """Corners on CGCS2000; raises InputError when no reading is possible or several are and nothing decides."""
    if hint.datum.is_older and hint.shift is None:
        raise refuse_datum(hint.datum)
    placed = _place_as_written([ring for parcel in parcels for ring in parcel.rings], hint)
    if hint.datum is Datum.WGS84:
        note = Doubt(
            "坐标系",
            "坐标系为 WGS 84，按与 CGCS2000 相同处理（相差厘米级）",
            text_en="WGS 84, taken for CGCS2000 (centimetres apart)",
        )
        return replace(placed, doubts=(*placed.doubts, note))
    return _shift(placed, hint) if hint.datum.is_older else placed


def _shift(placed: Placed, hint: Hint) -> Placed:
    assert hint.shift is not None
    points: Points = []
    for ring in placed.points:
        x, y = np.array(ring, dtype=np.float64).T
        moved = move_to_cgcs2000(x, y, placed.crs, hint.datum, hint.shift)
        points.append([*zip(moved[0].tolist(), moved[1].tolist(), strict=True)])
    note = Doubt(
        "坐标系",
        f"由{hint.datum.title}按给定参数转为 CGCS2000，精度取决于参数",
        text_en="turned into CGCS2000 from an older datum by the parameters given, and as exact as they are",
    )
    return Placed(points, placed.crs, (*placed.doubts, note))


def _place_as_written(rings: Sequence[Ring], hint: Hint) -> Placed:
    if any(has_signs(text) for ring in rings for text in (*ring.first, *ring.second)):
        signed = [(_parse(ring, ring.first, parse_signs), _parse(ring, ring.second, parse_signs)) for ring in rings]
        return _place_columns(signed, hint, ())
    numbers = [(_parse(ring, ring.first, parse_number), _parse(ring, ring.second, parse_number)) for ring in rings]
    first, second = ([value for pair in numbers for value in pair[k]] for k in range(2))
    if max(map(abs, first)) < 400 and max(map(abs, second)) < 400:
        return _place_degrees(numbers, hint)
    if _may_be_whole_degrees(first, second) and hint.notation in {None, Notation.WHOLE, Notation.PACKED}:
        wrong = next((value for value in (*first, *second) if not can_be_packed(value, Notation.WHOLE)), None)
        if wrong is None:
            return _place_whole(numbers, hint)
        if hint.notation is Notation.WHOLE:
            raise InputError(f"坐标 {wrong} 按 DDDMMSS 读时分或秒达到 60；请核对，若是平面坐标请给出带号")
    return _place_metres(numbers, hint)


def _parse(ring: Ring, texts: Sequence[str], read: Callable[[str, str], _Value]) -> list[_Value]:
    return [read(text, ring.place_of(k).removesuffix("：")) for k, text in enumerate(texts)]


def _place_columns(
    columns: Sequence[tuple[Sequence[float], Sequence[float]]], hint: Hint, doubts: tuple[Doubt, ...]
) -> Placed:
    """Degrees in their order; refuses a plane system named for them."""
    if hint.crs is not None and not hint.crs.is_geographic:
        raise InputError(f"给定的坐标系 {hint.crs.system.name} 是平面坐标系，坐标却是经纬度；请改为 EPSG:4490")
    return Placed(_order(columns, _is_longitude(columns)), GEOGRAPHIC, doubts)


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
    notation, doubts = _choose_notation(values, packed, hint)
    columns = [tuple([to_degrees(value, notation) for value in column] for column in pair) for pair in numbers]
    return _place_columns([(first, second) for first, second in columns], hint, doubts)


def _choose_notation(values: Sequence[Decimal], packed: bool, hint: Hint) -> tuple[Notation, tuple[Doubt, ...]]:
    """Packed or decimal degrees: what can be proved, else what the user says, else what the format prescribes."""
    readings = _tell_readings(values)
    wanted = hint.notation if hint.notation in {Notation.PACKED, Notation.DECIMAL} else None
    if wanted is None and hint.decided:
        raise InputError(f"指明的写法 {hint.notation} 与坐标（如 {values[0]}）不符；请改为 packed 或 decimal")
    if wanted is None and packed:
        raise InputError(f"坐标有两种读法（{'；'.join(readings)}）；请用 --reading packed 或 --reading decimal 指明")
    notation = wanted or Notation.DECIMAL
    if notation is Notation.PACKED and not packed:
        if hint.decided:
            raise InputError("按度.分秒读时有分或秒达到 60；请改用 decimal 或核对坐标")
        return Notation.DECIMAL, (
            Doubt(
                _EVERYWHERE,
                "按度.分秒读时有分或秒达到 60，已按十进制度读",
                readings,
                "minutes or seconds would reach 60 in packed degrees: read as decimal degrees",
            ),
        )
    if not packed or hint.decided:
        return notation, ()
    name, name_en = ("度.分秒", "packed") if notation is Notation.PACKED else ("十进制度", "decimal")
    text_en = f"two readings are possible, read as {name_en} degrees; --reading says otherwise"
    return notation, (Doubt(_EVERYWHERE, f"两种读法都可能，按{name}读；可用 --reading 改定", readings, text_en),)


def _tell_readings(values: Sequence[Decimal]) -> tuple[str, ...]:
    example = next((value for value in values if value > 70), values[0])
    return tuple(
        f"{name}：{example} = {to_degrees(example, notation):.6f}°"
        for name, notation in (("度.分秒", Notation.PACKED), ("十进制度", Notation.DECIMAL))
    )


def _may_be_whole_degrees(first: Sequence[Decimal], second: Sequence[Decimal]) -> bool:
    """Whether the numbers are as large as DDDMMSS and DDMMSS in China, in either order."""
    return any(
        all(700_000 <= value < 1_410_000 for value in one) and all(0 <= value < 600_000 for value in other)
        for one, other in ((first, second), (second, first))
    )


def _place_whole(numbers: Sequence[tuple[list[Decimal], list[Decimal]]], hint: Hint) -> Placed:
    doubts: tuple[Doubt, ...] = ()
    if hint.notation is None:
        example = f"{numbers[0][0][0]}, {numbers[0][1][0]}"
        doubts = (
            Doubt(
                _EVERYWHERE,
                "按 DDDMMSS 度分秒读",
                (f"{example} 为度分秒", f"{example} 为北纬 13° 以南的平面坐标"),
                "read as DDDMMSS, degrees, minutes and seconds",
            ),
        )
    pairs = [
        ([to_degrees(value, Notation.WHOLE) for value in one], [to_degrees(value, Notation.WHOLE) for value in other])
        for one, other in numbers
    ]
    return _place_columns(pairs, hint, doubts)


def _place_metres(numbers: Sequence[tuple[list[Decimal], list[Decimal]]], hint: Hint) -> Placed:
    first, second = ([value for pair in numbers for value in pair[k]] for k in range(2))
    first_is_east = _is_easting(first) and _is_northing(second)
    if not first_is_east and not (_is_easting(second) and _is_northing(first)):
        raise InputError(
            f"坐标（如 {first[0]}, {second[0]}）既不像纵坐标（7 位）加横坐标（6 或 8 位），也不像经纬度；请核对"
        )
    if hint.decided and hint.notation is not Notation.METRES:
        raise InputError(f"指明了度的写法，坐标（如 {first[0]}, {second[0]}）却是平面坐标；请去掉 --reading")
    crs, doubts = _find_zone(first if first_is_east else second, hint)
    pairs = [([float(value) for value in one], [float(value) for value in other]) for one, other in numbers]
    return Placed(_order(pairs, first_is_east), crs, doubts)


def _is_northing(values: Sequence[Decimal]) -> bool:
    return all(300_000 <= value < 6_000_000 for value in values) and max(values) >= 1_000_000


def _is_easting(values: Sequence[Decimal]) -> bool:
    prefixed = all(13_000_000 <= value < 46_000_000 for value in values)
    return prefixed or all(10_000 <= value < 1_000_000 for value in values)


def _find_zone(eastings: Sequence[Decimal], hint: Hint) -> tuple[Crs, tuple[Doubt, ...]]:
    zones = {int(value // 1_000_000) for value in eastings}
    if len(zones) > 1:
        raise InputError(f"横坐标带号不一致（{'、'.join(map(str, sorted(zones)))}）；请换算到同一带")
    zone = zones.pop()
    if 25 <= zone <= 45:
        return _agree(find_gauss_kruger(3 * zone, 3, prefixed=True), 3 * zone, zone, hint)
    if 13 <= zone <= 23:
        return _agree(find_gauss_kruger(6 * zone - 3, 6, prefixed=True), 6 * zone - 3, zone, hint)
    if zone:
        raise InputError(
            f"横坐标（如 {eastings[0]}）的带号 {zone} 不是中国的 3 度带（25-45）或 6 度带（13-23）；请核对"
        )
    meridian = _meridian_of(hint)
    if meridian is None:
        raise InputError(f"横坐标（如 {eastings[0]}）没有带号；请用 --zone 给出带号，或用 --crs 给出坐标系")
    return find_gauss_kruger(meridian, hint.zone_width, prefixed=False), ()


def _agree(crs: Crs, meridian: int, zone: int, hint: Hint) -> tuple[Crs, tuple[Doubt, ...]]:
    """The zone that the eastings carry; another one that the user names is refused, one in a header is doubted."""
    said = _meridian_of(hint)
    if said is None or said == meridian:
        return crs, ()
    if hint.crs is not None:
        raise InputError(f"横坐标带号 {zone}（中央经线 {meridian}°）与给定坐标系的中央经线 {said}° 不符；请核对")
    return crs, (
        Doubt(
            "带号",
            f"横坐标带号 {zone} 与文件所写的中央经线 {said}° 不符，按横坐标读",
            (f"横坐标：中央经线 {meridian}°", f"文件：中央经线 {said}°"),
            f"zone {zone} of the eastings is not that of the central meridian {said}° in the file; read by the eastings",
        ),
    )


def _meridian_of(hint: Hint) -> int | None:
    """The central meridian that the user's system has, else the one of the header."""
    if hint.crs is None:
        return hint.central_meridian
    if hint.crs.is_geographic:
        raise InputError("给定的坐标系是经纬度，坐标却是平面坐标；请改为高斯投影坐标系，如 EPSG:4547")
    return round(find_zone_of(hint.crs.system)[0])
