"""Reference systems: which are accepted, which are refused, and whether coordinates fit the one they claim.

CGCS2000 is the working datum. WGS 84 is accepted as equal to it, with a note (they differ by centimetres). Beijing 54,
Xi'an 80 and every other datum are refused: shifting them needs local parameters that the program must not guess.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from pyproj import CRS, Transformer
from pyproj.enums import TransformDirection
from pyproj.exceptions import CRSError

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.ellipsoid import CGCS2000

_CGCS2000_DATUMS = ("china 2000", "china_2000", "cgcs2000", "cgcs 2000", "china geodetic coordinate system 2000")
_WGS84_DATUMS = ("world geodetic system 1984", "wgs84", "wgs 84", "wgs_1984")
_PIECE = 50_000
_LONGITUDES, _LATITUDES = (70.0, 140.0), (0.0, 60.0)


@dataclass(frozen=True)
class Crs:
    """An accepted reference system: its definition (`EPSG:…` or WKT) and a note for the user, empty if none."""

    definition: str
    note: str = ""

    @cached_property
    def system(self) -> CRS:
        """The system as pyproj knows it."""
        return CRS.from_user_input(self.definition)

    @property
    def is_geographic(self) -> bool:
        """Whether coordinates are longitudes and latitudes in degrees."""
        return bool(self.system.is_geographic)

    def to_degrees(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Longitudes and latitudes in degrees of coordinates in this system, easting or longitude first."""
        if self.is_geographic:
            return x, y
        return _transform(_inverse_of(self.definition), x, y, TransformDirection.FORWARD)

    def from_degrees(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Coordinates in this system, easting or longitude first, of longitudes and latitudes in degrees."""
        if self.is_geographic:
            return lon, lat
        return _transform(_inverse_of(self.definition), lon, lat, TransformDirection.INVERSE)


GEOGRAPHIC = Crs("EPSG:4490")
EQUAL_AREA = Crs(f"+proj=cea +lon_0=0 +lat_ts=0 +a={CGCS2000.a} +rf={CGCS2000.inverse_flattening} +units=m +no_defs")


@lru_cache(maxsize=64)
def _inverse_of(definition: str) -> Transformer:
    projected = CRS.from_user_input(definition)
    return Transformer.from_crs(projected, projected.geodetic_crs, always_xy=True)


def _transform(transformer: Transformer, x: Floats, y: Floats, direction: TransformDirection) -> tuple[Floats, Floats]:
    """Long columns go in pieces through several threads: a microsecond a point adds up to a minute for a big layer."""
    count = min(os.cpu_count() or 1, len(x) // _PIECE)
    if count < 2:
        one, other = transformer.transform(x, y, direction=direction)
        return np.asarray(one), np.asarray(other)
    result = np.empty((2, len(x)))

    def write(part: slice) -> None:
        result[:, part] = transformer.transform(x[part], y[part], direction=direction)

    bounds = np.linspace(0, len(x), count + 1).astype(int)
    with ThreadPoolExecutor(count) as pool:
        list(pool.map(write, map(slice, bounds[:-1], bounds[1:])))
    return result[0], result[1]


def accept_crs(value: object) -> Crs:
    """The reference system a file claims, if the kernel may work in it.

    Raises InputError when it is missing, unreadable, or on a datum other than CGCS2000 and WGS 84.
    """
    if value is None or value == "":
        raise InputError("数据没有坐标系；请补上坐标系（如 EPSG:4490）后再读")
    try:
        system = CRS.from_user_input(value)
    except CRSError as error:
        raise InputError(f"不认识的坐标系 {str(value)[:80]}；请改用 EPSG 代码，如 EPSG:4490") from error
    return _accept_datum(system)


def _accept_datum(system: CRS) -> Crs:
    datum = _datum_name(system)
    if any(name in datum for name in _CGCS2000_DATUMS):
        return Crs(_definition_of(system))
    if any(name in datum for name in _WGS84_DATUMS):
        return Crs(_definition_of(system), note="坐标系为 WGS 84，按与 CGCS2000 相同处理（相差厘米级）")
    raise InputError(f"坐标系 {system.name} 不是 CGCS2000；请先用当地转换参数转为 CGCS2000 再读")


def _datum_name(system: CRS) -> str:
    geodetic = system.geodetic_crs
    if geodetic is None:
        return ""
    return f"{geodetic.datum.name if geodetic.datum else ''} {geodetic.name}".lower()


def _definition_of(system: CRS) -> str:
    authority = system.to_authority()
    return ":".join(authority) if authority else system.to_wkt()


def find_gauss_kruger(central_meridian: int, zone_width: int, *, prefixed: bool) -> Crs:
    """The CGCS2000 Gauss-Krüger zone with this central meridian, 3° or 6° wide, with or without zone prefix.

    Raises InputError outside the zones of China.
    """
    starts = {(3, True): 4513, (3, False): 4534, (6, True): 4491, (6, False): 4502}
    index, remainder = divmod(central_meridian - 75, zone_width)
    if (zone_width, prefixed) not in starts or remainder or not 75 <= central_meridian <= 135:
        raise InputError(f"没有中央经线 {central_meridian}°、{zone_width} 度带的 CGCS2000 高斯投影；请核对分带")
    return Crs(f"EPSG:{starts[zone_width, prefixed] + index}")


def check_extent(x: Floats, y: Floats, crs: Crs, where: str = "坐标") -> None:
    """Refuse coordinates that cannot belong to their system in China: swapped axes, a wrong zone, wrong units.

    Raises InputError with the reading that would fit, when there is one.
    """
    if not len(x):
        return
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise InputError(f"{where}中有空值或非数字；请补全后再读")
    if fits_extent(x, y, crs):
        return
    if fits_extent(y, x, crs):
        raise InputError(f"{where}的两个轴颠倒了（应先横后纵，即经度或 Y 在前）；请交换后再读")
    raise InputError(
        f"{where}（如 {x[0]:.10g}, {y[0]:.10g}）不在坐标系 {crs.system.name} 的中国范围内；请核对坐标系与带号"
    )


def fits_extent(x: Floats, y: Floats, crs: Crs) -> bool:
    """Whether coordinates can belong to their system in China."""
    corners_x, corners_y = np.array([x.min(), x.max()]), np.array([y.min(), y.max()])
    lon, lat = crs.to_degrees(corners_x, corners_y)
    if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
        return False
    inside = (lon >= _LONGITUDES[0]) & (lon <= _LONGITUDES[1]) & (lat >= _LATITUDES[0]) & (lat <= _LATITUDES[1])
    return bool(inside.all()) and _near_zone(corners_x, corners_y, crs)


def _near_zone(x: Floats, y: Floats, crs: Crs) -> bool:
    """A transverse Mercator takes any number as an easting, so the distance from its false easting decides."""
    operation = crs.system.coordinate_operation
    if operation is None or "Transverse Mercator" not in operation.method_name:
        return True
    false_easting = float(next(p.value for p in operation.params if p.name == "False easting"))
    zones = set((x // 1_000_000).tolist())
    other_zone = false_easting > 1_000_000 and len(zones) == 1 and zones != {false_easting // 1_000_000}
    return bool((np.abs(x - false_easting) < 1_000_000).all() and (y >= 0).all()) and not other_zone
