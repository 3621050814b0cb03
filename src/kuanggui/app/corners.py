"""Use case: read the corners of ranges from any format, say what was read, and write them in another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from pyproj import Geod

from kuanggui.app.corner_rows import read_rows
from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.ingest.readers.source import EXTENSIONS, read_bytes
from kuanggui.spatial.area import measure_geodesic_areas, measure_plane_areas, round_to_register
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.ellipsoid import CGCS2000
from kuanggui.spatial.formats.corner_table import read_corner_table
from kuanggui.spatial.formats.datum import Datum, parse_shift, split_crs
from kuanggui.spatial.formats.express import CornerPlace, choose_zone, locate_corners
from kuanggui.spatial.formats.inspecting import inspect
from kuanggui.spatial.formats.land_txt import decode
from kuanggui.spatial.formats.notation import Notation
from kuanggui.spatial.formats.parcels import Doubt, Parcel, Reading
from kuanggui.spatial.formats.placing import Hint
from kuanggui.spatial.formats.recognising import FORM_NAMES, MOST_CHARACTERS, Form, read_text
from kuanggui.spatial.formats.vector import read_vector
from kuanggui.spatial.layer.sources import PARQUET, VECTOR, SourceOptions
from kuanggui.spatial.plane import to_crs, to_plane

_TEXTS = {".txt", ".text", ".csv", ".tsv", ".dat", ".coord", ""}


@dataclass(frozen=True, slots=True)
class RangeOptions:
    """What the user decides about a range: notation of degrees, reference system or zone, parameters of an older datum."""

    reading: Notation | None = None
    crs: str | None = None
    zone: int | None = None
    shift: str | None = None
    layer: str | None = None
    encoding: str | None = None

    def to_hint(self) -> Hint:
        """The same for the readers of coordinate texts; raises InputError for what makes no sense."""
        crs, datum = split_crs(self.crs) if self.crs else (None, Datum.CGCS2000)
        meridian, width = (None, 3) if self.zone is None else _find_meridian(self.zone)
        shift = parse_shift(self.shift) if self.shift else None
        return Hint(self.reading, meridian, width, self.reading is not None, crs, datum, shift)


def _find_meridian(zone: int) -> tuple[int, int]:
    """Central meridian and width of a zone by its number."""
    if 25 <= zone <= 45:
        return 3 * zone, 3
    if 13 <= zone <= 23:
        return 6 * zone - 3, 6
    raise InputError(f"带号 {zone} 不是中国的 3 度带（25-45）或 6 度带（13-23）；请核对")


def read_range(source: Path | str, options: RangeOptions | None = None) -> Reading:
    """The ranges in a file, or in a text given as such, with all doubts about them.

    Raises InputError in one line that names the file and the place: what cannot be read, or can be read in two ways and
    nothing decides.
    """
    options = options or RangeOptions()
    if isinstance(source, str):
        return inspect(read_text(source, options.to_hint()))
    try:
        return inspect(_read_file(source, options))
    except InputError as error:
        if str(error).startswith(str(source)):
            raise
        raise type(error)(f"{source}：{error}") from error


def _read_file(path: Path, options: RangeOptions) -> Reading:
    suffix, hint = path.suffix.lower(), options.to_hint()
    if suffix in PARQUET or suffix in VECTOR:
        given = SourceOptions(options.encoding, options.crs, options.layer)
        return replace(read_vector(path, hint, given), form=Form.LAYER.value)
    if suffix in _TEXTS:
        return read_text(_read_text_file(path, options.encoding), hint)
    if suffix in EXTENSIONS:
        return replace(read_corner_table(read_rows(path), hint), form=Form.TABLE.value)
    raise UnreadableFileError(
        f"{path}：不认识扩展名 {suffix}；请改用 TXT、CSV、XLSX、DOCX、Shapefile、GeoPackage、GeoJSON、KML、DXF 等"
    )


def _read_text_file(path: Path, encoding: str | None) -> str:
    data = read_bytes(path, MOST_CHARACTERS)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    if encoding is None:
        return decode(data)
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        raise UnreadableFileError(f"{path}：不能按 {encoding} 解码；请核对 --encoding") from error


@dataclass(frozen=True, slots=True)
class RangeSummary:
    """One range in figures: official area in km² with four decimals, in m², on the plane, along geodesics, perimeter in m."""

    parcel: Parcel
    corners: list[list[CornerPlace]]
    area_km2: Decimal
    area_m2: float
    plane_area_m2: float
    geodesic_area_m2: float
    perimeter_m: float


@dataclass(frozen=True, slots=True)
class RangeReport:
    """What was read: format (in words, and its key), the plane zone of the shown metres, the ranges, the doubts."""

    form: str
    format: str
    crs: str
    zone: str
    ranges: tuple[RangeSummary, ...]
    doubts: tuple[Doubt, ...]


def describe_range(reading: Reading) -> RangeReport:
    """Corners in both systems, areas and perimeters of every range."""
    zone = choose_zone(reading)
    degrees = to_crs(reading.polygons, GEOGRAPHIC)
    official = measure_plane_areas(to_plane(reading.polygons))
    plane = measure_plane_areas(to_crs(reading.polygons, zone))
    geodesic = measure_geodesic_areas(degrees)
    corners = locate_corners(reading)
    ranges = tuple(
        RangeSummary(
            parcel, corners[k], round_to_register(float(official[k])), float(official[k]), float(plane[k]),
            float(geodesic[k]), sum(_measure_ring(ring) for ring in corners[k]),
        )
        for k, parcel in enumerate(reading.parcels)
    )  # fmt: skip
    name = FORM_NAMES[Form(reading.form)] if reading.form else ""
    return RangeReport(name, reading.form, reading.polygons.crs.system.name, zone.system.name, ranges, reading.doubts)


def _measure_ring(ring: list[CornerPlace]) -> float:
    geod = Geod(a=CGCS2000.a, rf=CGCS2000.inverse_flattening)
    closed = [*ring, ring[0]]
    return float(geod.line_length([corner.lon for corner in closed], [corner.lat for corner in closed]))
