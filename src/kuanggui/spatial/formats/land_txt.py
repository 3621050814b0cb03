"""国土 TXT: `[属性描述]` with `key=value` lines, `[地块坐标]` with a line a parcel that ends in `@` and a line a corner.

Corner lines are `label,ring,northing,easting`; ring 1 is the shell, further rings are holes. Writers differ in the number of
items of the parcel line (8, 9, 14), in whether the closing corner is counted, and in the axes: sizes decide.
"""

from __future__ import annotations

from dataclasses import replace

from kuanggui.errors import InputError
from kuanggui.spatial.formats.datum import find_datum
from kuanggui.spatial.formats.notation import clean
from kuanggui.spatial.formats.parcels import Doubt, Parcel, Reading, Ring, build_polygons
from kuanggui.spatial.formats.placing import Hint, place

_HEADER = ("界址点数", "地块面积", "地块编号", "地块名称", "记录图形属性", "图幅号", "地块用途", "地类编码")
ENCODINGS = ("utf-8-sig", "gb18030")


def decode(data: bytes) -> str:
    """Text of a file in UTF-8 or GB18030; raises InputError for anything else."""
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("文件既不是 UTF-8 也不是 GBK 编码；请另存为其中之一")


def read_land_txt(text: str, hint: Hint | None = None) -> Reading:
    """All parcels of a file; raises InputError with the line where it is broken."""
    header: dict[str, str] = {}
    blocks: list[tuple[int, list[str], list[tuple[int, list[str]]]]] = []
    section = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = clean(raw)
        if line.startswith("["):
            section = line.strip("[]")
        elif line and section == "属性描述":
            key, _, value = line.partition("=")
            header[key.strip()] = value.strip()
        elif line and section == "地块坐标":
            _take_line(blocks, number, [item.strip() for item in line.split(",")])
    if not blocks:
        raise InputError("没有 [地块坐标] 一节或其中没有地块；请核对是否为国土坐标 TXT")
    doubts: list[Doubt] = []
    parcels = [_build(block, doubts) for block in blocks]
    placed = place(parcels, _fill(hint or Hint(), header))
    return Reading(tuple(parcels), build_polygons(parcels, placed.points, placed.crs), (*doubts, *placed.doubts))


def _take_line(blocks: list[tuple[int, list[str], list[tuple[int, list[str]]]]], number: int, items: list[str]) -> None:
    if items[-1] == "@":
        blocks.append((number, items[:-1], []))
    elif not blocks:
        raise InputError(f"第 {number} 行：坐标之前没有以 @ 结尾的地块行；请补上")
    elif len(items) != 4:
        raise InputError(f"第 {number} 行：应为点号、圈号、纵坐标、横坐标四项，实有 {len(items)} 项；请核对")
    else:
        blocks[-1][2].append((number, items))


def _fill(hint: Hint, header: dict[str, str]) -> Hint:
    width, zone = header.get("几度分带", ""), header.get("带号", "")
    zone_width = 6 if width.startswith("6") else 3
    meridian = (3 * int(zone) if zone_width == 3 else 6 * int(zone) - 3) if zone.isdigit() else None
    said = header.get("坐标系", "")
    datum = find_datum(said)
    if said and datum is None and hint.crs is None:
        raise InputError(f"不认识的坐标系 {said[:30]}；请用 --crs 给出，如 EPSG:4490")
    return hint.filled(central_meridian=meridian, zone_width=zone_width, datum=datum)


def _build(block: tuple[int, list[str], list[tuple[int, list[str]]]], doubts: list[Doubt]) -> Parcel:
    number, items, corners = block
    attributes = dict(zip(_HEADER, items, strict=False))
    name = attributes.get("地块名称", "") or attributes.get("地块编号", "")
    rings: list[Ring] = []
    for key in dict.fromkeys(corner[1] for _, corner in corners):
        ring = [(line, corner) for line, corner in corners if corner[1] == key]
        rings.append(replace(_close(ring, name, doubts), hole=bool(rings)))
    if not rings:
        raise InputError(f"第 {number} 行：地块 {name} 没有坐标；请补全")
    stated, written = attributes.get("界址点数", ""), len(corners)
    if stated.isdigit() and int(stated) not in {written, written - len(rings), sum(len(ring.labels) for ring in rings)}:
        doubts.append(
            Doubt(
                f"第 {number} 行",
                f"界址点数写 {stated}，实有 {written} 行坐标",
                (),
                f"{stated} corners stated, {written} lines of coordinates found",
            )
        )
    return Parcel(tuple(rings), name, attributes=attributes, place=f"第 {number} 行")


def _close(ring: list[tuple[int, list[str]]], name: str, doubts: list[Doubt]) -> Ring:
    corners = [corner for _, corner in ring]
    if len(corners) > 1 and corners[0][2:] == corners[-1][2:]:
        corners = corners[:-1]
    else:
        doubts.append(
            Doubt(
                f"第 {ring[-1][0]} 行",
                f"地块 {name} 第 {corners[0][1]} 圈末点未回到首点，已自动闭合",
                (),
                f"ring {corners[0][1]} of {name} did not return to its first corner and was closed",
            )
        )
    if len(corners) < 3:
        raise InputError(f"第 {ring[0][0]} 行：地块 {name} 第 {corners[0][1]} 圈不足三点；请补全")
    labels, _, first, second = zip(*corners, strict=True)
    return Ring(labels, first, second, places=tuple(f"第 {line} 行" for line, _ in ring[: len(corners)]))


def write_land_txt(parcels: tuple[Parcel, ...], header: dict[str, str]) -> str:
    """A file with CRLF line ends, closing corners repeated and counted, coordinates as written in the parcels."""
    lines = ["[属性描述]", *(f"{key}={value}" for key, value in header.items()), "[地块坐标]"]
    for parcel in parcels:
        count = sum(len(ring.labels) + 1 for ring in parcel.rings)
        values = [parcel.attributes.get(key, "") for key in _HEADER[1:]]
        lines.append(",".join([str(count), *values, "@"]))
        for number, ring in enumerate(parcel.rings, 1):
            corners = [*zip(ring.labels, ring.first, ring.second, strict=True)]
            lines.extend(f"{label},{number},{first},{second}" for label, first, second in [*corners, corners[0]])
    return "\r\n".join(lines) + "\r\n"
