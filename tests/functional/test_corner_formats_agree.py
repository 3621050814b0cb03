"""One range in every format gives one geometry, and comes back from every format it is written in."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from kuanggui.app.corners import RangeOptions, describe_range, read_range
from kuanggui.errors import InputError
from kuanggui.spatial.crs import GEOGRAPHIC, accept_crs
from kuanggui.spatial.formats.notation import Notation, write_packed, write_signs
from kuanggui.spatial.formats.parcels import Reading
from kuanggui.spatial.formats.writing import Target, write_range
from kuanggui.spatial.plane import to_crs
from kuanggui.spatial.polygons import to_shapely
from sample_files.ranges import (
    AREA_STRING,
    BARE_AREA_STRING,
    LAND_TXT,
    PLANE,
    ZONE,
    in_degrees,
    in_zone,
    rings_of,
    text_table,
    write_geoparquet,
    write_layer,
    write_workbook,
    zip_files,
)
from sample_files.word import cell, paragraph, row, table, write_docx

SECOND_M = 31.0 / 1000  # a thousandth of a second of arc
DEGREES = in_degrees()


def _largest_offset_m(reading: Reading) -> float:
    """How far any corner lies from the reference, in metres; infinite when rings or corners differ in number."""
    (shape,) = to_shapely(to_crs(reading.polygons, accept_crs(ZONE)))
    if len(shape.geoms) != 1 or len(shape.geoms[0].interiors) != 1:
        return float("inf")
    found, wanted = (
        shapely.get_coordinates(shapely.normalize(shape.geoms[0])),
        shapely.get_coordinates(shapely.normalize(PLANE)),
    )
    if len(found) != len(wanted):
        return float("inf")
    # A rounded corner may change which one comes first, so each is compared with its nearest.
    return float(np.hypot(*(found[:, None] - wanted[None]).transpose(2, 0, 1)).min(axis=1).max())


def _packed(corner: tuple[float, float]) -> str:
    return " ".join(write_packed(value, Notation.PACKED) for value in corner)


def _signs(corner: tuple[float, float]) -> str:
    return " ".join(write_signs(value) for value in corner)


def _metres(corner: tuple[float, float]) -> str:
    return f"{corner[1]:.3f} {corner[0]:.3f}"


def _pairs(write: Callable[[float], str]) -> str:
    return ";".join(",".join(write(value) for value in corner) for corner in rings_of(DEGREES)[0])


TEXTS = {
    "area string": (AREA_STRING, {}),
    "area string without numbers": (BARE_AREA_STRING, {}),
    "area string on two lines, full width": (AREA_STRING.replace(",", "，") + "\n\n", {}),
    "land txt": (LAND_TXT, {}),
    "land txt, axes swapped": (
        "\n".join(
            ",".join([*line.split(",")[:2], *line.split(",")[:1:-1]]) if line.startswith("J") else line
            for line in LAND_TXT.splitlines()
        ),
        {},
    ),
    "land txt, no zone prefix": (LAND_TXT.replace(",385", ",5"), {}),
    "3 degree zone with prefix": (text_table(_metres, PLANE), {}),
    "3 degree zone without prefix": (text_table(_metres, in_zone("EPSG:4547")), {"crs": "EPSG:4547"}),
    "3 degree zone by its number": (text_table(_metres, in_zone("EPSG:4547")), {"zone": 38}),
    "3 degree zone said in a sentence": (
        "2000国家大地坐标系，3度带，中央经线114°\n" + text_table(_metres, in_zone("EPSG:4547")), {},
    ),
    "6 degree zone with prefix": (text_table(_metres, in_zone("EPSG:4498")), {}),
    "6 degree zone without prefix": (text_table(_metres, in_zone("EPSG:4509")), {"zone": 20}),
    "packed degrees": (text_table(_packed, DEGREES, "点号 经度 纬度"), {"reading": Notation.PACKED}),
    "decimal degrees": (text_table(lambda c: f"{c[0]:.9f} {c[1]:.9f}", DEGREES), {}),
    "decimal degrees, latitude first, commas": (
        text_table(lambda c: f"{c[1]:.9f} {c[0]:.9f}", DEGREES).replace(" ", ","), {},
    ),
    "degree signs": (text_table(_signs, DEGREES), {}),
    "degree signs, east and north named, latitude first": (
        text_table(lambda c: f"北纬{write_signs(c[1])}\t东经{write_signs(c[0])}", DEGREES).replace(" ", "\t"), {},
    ),
    "degrees, minutes and seconds with blanks": (text_table(_signs, DEGREES).replace("′", "′ ").replace("°", "° "), {}),
    "DDDMMSS in a table": (
        text_table(lambda c: " ".join(write_packed(v, Notation.WHOLE) for v in c), DEGREES, "拐点 L B"), {},
    ),
    "x and y named on each line": (
        text_table(lambda c: f"X={c[1]:.3f},Y={c[0]:.3f}", PLANE).replace(" ", ","), {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_any_form_gives_the_same_range(name: str) -> None:
    text, options = TEXTS[name]
    assert _largest_offset_m(read_range(text, RangeOptions(**options))) < SECOND_M


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_of_texts_are_read_in_their_encodings(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "范围.txt"
    path.write_bytes(LAND_TXT.replace("\n", end).encode(encoding))
    reading = read_range(path)
    assert _largest_offset_m(reading) < 1e-6
    assert reading.parcels[0].name == "一号采石场"


def test_gdzb_gives_the_shell() -> None:
    shell = shapely.Polygon(PLANE.exterior)
    for write in (lambda value: write_packed(value, Notation.WHOLE), lambda value: f"{value:.9f}"):
        (shape,) = to_shapely(to_crs(read_range(_pairs(write)).polygons, accept_crs(ZONE)))
        assert shapely.hausdorff_distance(shape, shell) < 2 * SECOND_M


def _rows() -> list[list[object]]:
    rows: list[list[object]] = [
        ["一号采石场拐点坐标表（2000国家大地坐标系）"],
        ["点号", "圈号", "X坐标(m)", "Y坐标(m)", "标高上限", "标高下限"],
    ]
    number = 0
    for ring, corners in enumerate(rings_of(PLANE), 1):
        for easting, northing in corners:
            number += 1
            rows.append([f"J{number}", ring, northing, easting, 850, 620])
    return rows


def _without_cpg(folder: Path) -> Path:
    path = write_layer(folder / "无编码说明.shp", "ESRI Shapefile", [PLANE], ZONE, encoding="GBK")
    path.with_suffix(".cpg").unlink()
    table = path.with_suffix(".dbf")
    content = bytearray(table.read_bytes())
    content[29] = 0  # the language mark, which many programs leave out
    table.write_bytes(content)
    return path


def _vector_files(folder: Path) -> dict[str, tuple[Path, RangeOptions]]:
    zone, nothing = "EPSG:4526", RangeOptions()
    gbk = write_layer(folder / "范围.shp", "ESRI Shapefile", [PLANE], zone, encoding="GBK")
    zipped = zip_files(folder / "范围.zip", *(folder / f"范围.{end}" for end in ("shp", "shx", "dbf", "prj", "cpg")))
    return {
        "shapefile": (gbk, nothing),
        "shapefile in GBK without cpg": (_without_cpg(folder), nothing),
        "zipped shapefile": (zipped, nothing),
        "geopackage": (write_layer(folder / "a.gpkg", "GPKG", [PLANE], zone), nothing),
        "file geodatabase": (write_layer(folder / "a.gdb", "OpenFileGDB", [PLANE], zone, "MultiPolygon"), nothing),
        "geojson": (write_layer(folder / "a.geojson", "GeoJSON", [DEGREES], "EPSG:4326"), nothing),
        "geoparquet": (write_geoparquet(folder / "a.parquet", [DEGREES]), nothing),
        "kml": (write_layer(folder / "a.kml", "KML", [DEGREES], "EPSG:4326"), nothing),
        "shapefile without a system": (
            write_layer(folder / "b.shp", "ESRI Shapefile", [PLANE], None), RangeOptions(crs=zone),
        ),
        "geopackage with swapped axes": (
            write_layer(folder / "s.gpkg", "GPKG", [shapely.transform(DEGREES, lambda c: c[:, ::-1])], "EPSG:4490"), nothing,
        ),
    }  # fmt: skip


def test_vector_files_of_every_kind_give_the_same_range(tmp_path: Path) -> None:
    offsets = {}
    for name, (path, options) in _vector_files(tmp_path).items():
        reading = read_range(path, options)
        offsets[name] = _largest_offset_m(reading)
        assert reading.parcels[0].name == "第1号", name
        assert [len(ring.labels) for ring in reading.parcels[0].rings] == [4, 4], name
        if name not in {"geoparquet"}:
            assert reading.parcels[0].lowest_m == 620, name
    # KML and GeoJSON keep 7 to 15 decimals of a degree, FileGDB a grid of its own.
    assert {name: offset for name, offset in offsets.items() if offset >= 0.02} == {}


def test_closed_lines_of_a_drawing_are_ranges_and_nesting_is_told(tmp_path: Path) -> None:
    rings = [shapely.LineString(ring) for ring in (PLANE.exterior, *PLANE.interiors)]
    path = write_layer(tmp_path / "a.dxf", "DXF", rings, None, "LineString")
    with pytest.raises(InputError, match=r"没有坐标系.*带号 38.*EPSG:4526"):
        read_range(path)
    reading = read_range(path, RangeOptions(crs=ZONE))
    shell, hole = to_shapely(reading.polygons)
    assert shapely.equals(shell, shapely.Polygon(PLANE.exterior))
    assert shapely.equals(hole, shapely.Polygon(PLANE.interiors[0]))
    nested = next(doubt for doubt in reading.doubts if "套在" in doubt.text)
    assert len(nested.readings) == 2


def test_workbook_gives_the_range_with_limits_and_name(tmp_path: Path) -> None:
    reading = read_range(write_workbook(tmp_path / "拐点.xlsx", _rows(), ("A1:F1",)))
    assert _largest_offset_m(reading) < 1e-6
    (parcel,) = reading.parcels
    assert (parcel.name, parcel.highest_m, parcel.lowest_m) == ("一号采石场", 850, 620)
    assert parcel.rings[1].labels == ("J5", "J6", "J7", "J8")
    assert parcel.rings[0].places[0] == "第 3 行"


def test_workbook_numbers_are_taken_as_stored_not_as_displayed(tmp_path: Path) -> None:
    rows: list[list[object]] = [["点号", "经度", "纬度"]]
    rows += [[k, *corner] for k, corner in enumerate(rings_of(DEGREES)[0], 1)]
    path = write_workbook(tmp_path / "a.xlsx", rows)
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(path)
    for line in book.active.iter_rows(min_row=2, min_col=2):
        for stored in line:
            stored.number_format = "0.00"
    book.save(path)
    reading = read_range(path)
    assert reading.polygons.x[:4] == pytest.approx([corner[0] for corner in rings_of(DEGREES)[0]], abs=1e-11)


def test_table_of_a_document_gives_the_range(tmp_path: Path) -> None:
    header = row(*(cell(text) for text in ("点号", "圈号", "X", "Y")))
    lines = [row(*(cell(str(value)) for value in line[:4])) for line in _rows()[2:]]
    path = write_docx(tmp_path / "请示.docx", paragraph("开采标高：由850米至620米") + table(header, *lines))
    reading = read_range(path)
    assert _largest_offset_m(reading) < 1e-6
    assert reading.parcels[0].highest_m == 850


@pytest.mark.parametrize("target", [target for target in Target if target is not Target.GDZB])
def test_every_written_format_is_read_back(tmp_path: Path, target: Target) -> None:
    reading = read_range(AREA_STRING)
    suffix = {Target.LAND_TXT: "txt", Target.AREA_STRING: "txt"}.get(target, target.value)
    path = tmp_path / f"written.{suffix}"
    path.write_bytes(write_range(reading, target))
    again = read_range(path)
    assert _largest_offset_m(again) < 0.001
    if target is not Target.LAND_TXT:
        assert (again.parcels[0].highest_m, again.parcels[0].lowest_m) == (850, 620)
    labels = [ring.labels for ring in again.parcels[0].rings]
    if target is not Target.GEOJSON:
        assert labels == [("1", "2", "3", "4"), ("5", "6", "7", "8")]
    assert {doubt.text for doubt in again.doubts} <= {"坐标系为 WGS 84，按与 CGCS2000 相同处理（相差厘米级）"}


@pytest.mark.parametrize("notation", list(Notation))
@pytest.mark.parametrize("crs", ["EPSG:4526", "EPSG:4498", "EPSG:4490"])
def test_every_notation_is_read_back_from_an_area_string(notation: Notation, crs: str) -> None:
    shape = DEGREES if crs == "EPSG:4490" else in_zone(crs)
    write = (lambda c: f"{c[0]:.12f} {c[1]:.12f}") if crs == "EPSG:4490" else _metres
    reading = read_range(text_table(write, shape))
    text = write_range(reading, Target.AREA_STRING, notation).decode()
    decided = notation if notation in {Notation.PACKED, Notation.DECIMAL} else None
    assert _largest_offset_m(read_range(text, RangeOptions(reading=decided))) < SECOND_M


def test_gdzb_runs_clockwise_whichever_way_the_range_runs() -> None:
    shell = rings_of(DEGREES)[0]
    texts = []
    for corners in (shell, shell[:1] + shell[:0:-1]):
        pairs = ";".join(f"{lon:.9f},{lat:.9f}" for lon, lat in corners)
        texts.append(write_range(read_range(pairs), Target.GDZB).decode())
    assert texts[0] == texts[1]
    again = read_range(texts[0])
    assert not shapely.is_ccw(shapely.get_exterior_ring(shapely.get_geometry(to_shapely(again.polygons)[0], 0)))


def test_gdzb_has_no_room_for_a_hole() -> None:
    with pytest.raises(InputError, match="2 圈，GDZB 只能写一圈"):
        write_range(read_range(AREA_STRING), Target.GDZB)


def test_several_ranges_come_back_one_by_one(tmp_path: Path) -> None:
    second = AREA_STRING.replace("38520", "38530").replace("850,620", "1000,-1000")
    reading = read_range(f"{AREA_STRING}\n{second}\n")
    assert [parcel.lowest_m for parcel in reading.parcels] == [620, None]
    for target in Target:
        if target is Target.GDZB:
            continue
        path = tmp_path / f"two.{'txt' if target in {Target.AREA_STRING, Target.LAND_TXT} else target.value}"
        path.write_bytes(write_range(reading, target))
        again = read_range(path)
        areas = [found.area_km2 for found in describe_range(again).ranges]
        assert areas == [found.area_km2 for found in describe_range(reading).ranges], target


@settings(max_examples=20, deadline=None)
@given(
    lon=st.floats(74, 134), lat=st.floats(18.5, 53), size=st.floats(0.002, 0.05),
    target=st.sampled_from([Target.AREA_STRING, Target.LAND_TXT, Target.CSV, Target.GEOJSON]), sides=st.integers(3, 12),
)  # fmt: skip
def test_ranges_anywhere_in_the_country_come_back(
    tmp_path_factory: pytest.TempPathFactory, lon: float, lat: float, size: float, target: Target, sides: int
) -> None:
    angles = 0.3 + np.arange(sides) * 2 * np.pi / sides
    pairs = ";".join(f"{lon + size * np.cos(a):.9f},{lat + size * np.sin(a):.9f}" for a in angles)
    try:
        reading = read_range(pairs, RangeOptions(reading=Notation.DECIMAL))
    except InputError as error:  # pragma: no cover
        raise AssertionError(pairs) from error
    path = (
        tmp_path_factory.mktemp("ranges")
        / f"a.{'txt' if target in {Target.AREA_STRING, Target.LAND_TXT} else target.value}"
    )
    path.write_bytes(write_range(reading, target))
    back = to_crs(read_range(path).polygons, GEOGRAPHIC)
    assert back.x == pytest.approx(reading.polygons.x, abs=2e-8)
    assert back.y == pytest.approx(reading.polygons.y, abs=2e-8)


def test_land_txt_gets_number_name_and_official_area_in_hectares() -> None:
    written = write_range(read_range(AREA_STRING), Target.LAND_TXT).decode("gb18030")
    assert "\r\n10,43.9995,1,,面,,,,@\r\n1,1,3837000.000,38520000.000\r\n" in written


def test_written_geojson_stays_on_cgcs2000(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(write_range(read_range(AREA_STRING), Target.GEOJSON))
    reading = read_range(path)
    assert reading.polygons.crs.definition == "EPSG:4490"
    assert reading.doubts == ()
