"""Datums of coordinate texts: CGCS2000 is worked in, WGS 84 is taken as equal to it, the older ones need parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from kuanggui.errors import InputError
from kuanggui.spatial.arrays import Floats
from kuanggui.spatial.crs import GEOGRAPHIC, Crs, accept_crs, find_gauss_kruger
from kuanggui.spatial.ellipsoid import CGCS2000, WGS84, XIAN80, Ellipsoid
from kuanggui.spatial.formats.notation import clean

_KRASSOVSKY = Ellipsoid("Krassovsky 1940", 6378245.0, 298.3)


class Datum(Enum):
    """A datum by its name for the user and its ellipsoid."""

    CGCS2000 = ("CGCS2000", CGCS2000)
    WGS84 = ("WGS 84", WGS84)
    XIAN80 = ("1980 西安坐标系", XIAN80)
    BEIJING54 = ("1954 北京坐标系", _KRASSOVSKY)

    @property
    def title(self) -> str:
        """Its name for the user."""
        return self.value[0]

    @property
    def ellipsoid(self) -> Ellipsoid:
        """Its ellipsoid."""
        return self.value[1]

    @property
    def is_older(self) -> bool:
        """Whether coordinates have to be shifted by local parameters."""
        return self in {Datum.XIAN80, Datum.BEIJING54}


_WORDS = (
    (Datum.XIAN80, r"西安.{0,3}(?:80|坐标)|(?:19)?80年?西安|80(?:国家|坐标|大地)|xi.?an.?(?:19)?80"),
    (Datum.BEIJING54, r"北京.{0,3}(?:54|坐标)|(?:19)?54年?北京|54(?:国家|坐标|大地)|beijing.?(?:19)?54"),
    (Datum.WGS84, r"WGS"),
    (Datum.CGCS2000, r"CGCS|2000(?:国家|坐标|大地)|国家(?:大地)?2000|大地2000|china[ _](?:geodetic.*)?2000"),
)


def find_datum(text: str) -> Datum | None:
    """The datum that words speak of, or None."""
    plain = clean(text)
    return next((datum for datum, words in _WORDS if re.search(words, plain, re.IGNORECASE)), None)


@dataclass(frozen=True, slots=True)
class Shift:
    """Parameters from a local datum to CGCS2000: metres, and for seven parameters seconds of arc and parts per million.

    The model is Bursa's as Chinese surveys print it (rotation of the axes, "coordinate frame"); heights are taken as nought.
    """

    dx: float
    dy: float
    dz: float
    rx: float = 0.0
    ry: float = 0.0
    rz: float = 0.0
    scale_ppm: float = 0.0

    def to_cgcs2000(self, lon: Floats, lat: Floats, datum: Datum) -> tuple[Floats, Floats]:
        """Longitudes and latitudes in degrees on CGCS2000 of those on an older datum."""
        old, new = datum.ellipsoid, CGCS2000
        pipeline = Transformer.from_pipeline(
            "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
            f"+step +proj=cart +a={old.a} +rf={old.inverse_flattening} "
            f"+step +proj=helmert +x={self.dx} +y={self.dy} +z={self.dz} +rx={self.rx} +ry={self.ry} +rz={self.rz} "
            f"+s={self.scale_ppm} +convention=coordinate_frame "
            f"+step +inv +proj=cart +a={new.a} +rf={new.inverse_flattening} "
            "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
        )
        shifted = pipeline.transform(lon, lat, np.zeros(len(lon)))
        return np.asarray(shifted[0]), np.asarray(shifted[1])

    def move(self, shapes: NDArray[Any], crs: Crs, datum: Datum) -> NDArray[Any]:
        """Shapely geometries of an older datum on CGCS2000, in the same zone or in degrees."""

        def shift(corners: Floats) -> Floats:
            return np.column_stack(move_to_cgcs2000(corners[:, 0], corners[:, 1], crs, datum, self))

        return np.asarray(shapely.transform(shapes, shift))


def parse_shift(text: str) -> Shift:
    """Three or seven numbers between commas; raises InputError otherwise."""
    try:
        numbers = [float(item) for item in text.replace("，", ",").split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in {3, 7} or not np.isfinite(numbers).all():
        raise InputError(f"转换参数 {text[:60]!r} 应为三个或七个数；请写成 ΔX,ΔY,ΔZ[,εx,εy,εz,m]，单位为米、秒、ppm")
    return Shift(*numbers)


def refuse_datum(datum: Datum) -> InputError:
    """The error for an older datum without parameters."""
    return InputError(f"坐标系为{datum.title}，不是 CGCS2000；请用 --shift 给出当地三参数或七参数，或先转换再读")


def split_crs(definition: object) -> tuple[Crs, Datum]:
    """A reference system on CGCS2000 with the datum it was given on; raises InputError when it is no system of China."""
    try:
        system = CRS.from_user_input(definition)
    except CRSError as error:
        raise InputError(f"不认识的坐标系 {str(definition)[:80]}；请改用 EPSG 代码，如 EPSG:4490") from error
    names = f"{system.name} {system.geodetic_crs.name if system.geodetic_crs else ''}"
    datum = find_datum(names)
    if datum is None or not datum.is_older:
        return accept_crs(definition), datum or Datum.CGCS2000
    return (GEOGRAPHIC if system.is_geographic else _find_same_zone(system)), datum


def find_zone_of(system: CRS) -> tuple[float, float]:
    """Central meridian and false easting of a Gauss-Krüger system; raises InputError for any other."""
    operation = system.coordinate_operation
    values: dict[str, Any] = {item.name: item.value for item in operation.params} if operation else {}
    meridian, easting = values.get("Longitude of natural origin"), values.get("False easting")
    if meridian is None or easting is None:
        raise InputError(f"坐标系 {system.name} 不是高斯投影；请改用高斯投影或经纬度")
    return float(meridian), float(easting)


def _find_same_zone(system: CRS) -> Crs:
    meridian, false_easting = find_zone_of(system)
    width = 6 if 13 <= false_easting // 1_000_000 <= 23 else 3
    return find_gauss_kruger(round(meridian), width, prefixed=false_easting > 1_000_000)


def move_to_cgcs2000(x: Floats, y: Floats, crs: Crs, datum: Datum, shift: Shift) -> tuple[Floats, Floats]:
    """Coordinates of an older datum, in a zone or in degrees, in the same zone or in degrees on CGCS2000."""
    lon, lat = shift.to_cgcs2000(*_to_old_degrees(x, y, crs, datum.ellipsoid), datum)
    return crs.from_degrees(lon, lat)


def _to_old_degrees(x: Floats, y: Floats, crs: Crs, ellipsoid: Ellipsoid) -> tuple[Floats, Floats]:
    if crs.is_geographic:
        return x, y
    meridian, easting = find_zone_of(crs.system)
    inverse = Transformer.from_pipeline(
        f"+proj=pipeline +step +inv +proj=tmerc +lat_0=0 +lon_0={meridian} +k=1 +x_0={easting} +y_0=0 "
        f"+a={ellipsoid.a} +rf={ellipsoid.inverse_flattening} +step +proj=unitconvert +xy_in=rad +xy_out=deg"
    )
    lon, lat = inverse.transform(x, y)
    return np.asarray(lon), np.asarray(lat)
