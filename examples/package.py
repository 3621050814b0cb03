"""Builds the package of the invented city: plan without its planted contradictions, annex tables, layers, map, metadata."""

import struct
import sys
import tempfile
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import yaml
from build import ANNEXES, HERE, PLAN
from rendering.content import Sheet
from rendering.reading import read_annexes, read_plan
from rendering.word import render_word
from rendering.workbook import render_workbook

from kuanggui.model.package import Feature, LayerContent, PackageContent, Value
from kuanggui.regulation.standards import Edition, read_edition
from kuanggui.reports.package import fill, write_package
from kuanggui.spatial.area import measure_quadrangle
from kuanggui.spatial.crs import GEOGRAPHIC
from kuanggui.spatial.formats.gdzb import read_gdzb
from kuanggui.spatial.polygons import to_shapely

EDITION = HERE / "province_edition.yaml"
CODES = {"东山区": "990102", "北川县": "990121", "南岭县": "990122"}


def build_package(out: Path) -> Path:
    """Writes the package into `out` and returns its folder."""
    edition = read_edition(str(EDITION))
    content = yaml.safe_load((HERE / "package_content.yaml").read_text("utf-8"))
    sheets = read_annexes(HERE / "annex_content.yaml")
    layers = _layers(content, sheets, edition)
    with tempfile.TemporaryDirectory() as folder:
        plan, annexes, picture = (
            Path(folder) / f"{PLAN}.docx",
            Path(folder) / f"{ANNEXES}.xlsx",
            Path(folder) / "区块图.png",
        )
        plan.write_bytes(_mended_plan(Path(folder)))
        annexes.write_bytes(render_workbook(sheets, ANNEXES))
        picture.write_bytes(_picture(layers))
        package = PackageContent(
            names=content["names"],
            crs=content["crs"],
            layers=tuple(layers),
            documents={"text": (plan,), "annexes": (annexes,), "maps": (picture,)},
            metadata={
                "title": "示例市矿产资源规划数据库",
                "edition": edition.title,
                "adcode": content["names"]["adcode"],
            },
        )
        return write_package(out, package, edition)


def _mended_plan(folder: Path) -> bytes:
    """The plan with every planted figure put right."""
    text = (HERE / "plan_content.yaml").read_text("utf-8")
    for entry in yaml.safe_load((HERE / "planted.yaml").read_text("utf-8")):
        quote, mended = entry["quote"], entry["quote"].replace(entry["wrong"], entry["right"])
        assert text.count(quote) == 1, quote
        text = text.replace(quote, mended)
    path = folder / "plan.yaml"
    path.write_text(text, "utf-8")
    return render_word(read_plan(path), PLAN)


def _layers(content: Any, sheets: list[Sheet], edition: Edition) -> list[LayerContent]:
    given = {
        "XZQ": [_box({"XZQDM": r["code"], "XZQMC": r["name"]}, r["box"]) for r in content["regions"]],
        "KAICQST": [_zone(zone) for zone in content["zones"]],
        "KANCHQK": [_exploration(row) for row in _rows(sheets[1])],
        "KAICQK": [_mining(row, content) for row in _rows(sheets[2])],
    }
    return [_layer(edition, key, features, content["period"]) for key, features in given.items()]


def _layer(edition: Edition, key: str, features: list[tuple[dict[str, Value], bytes]], period: str) -> LayerContent:
    entry = edition.layer(key)
    assert entry is not None
    has_period = entry.field("GHQ") is not None
    numbered = tuple(
        Feature(number, {**values, **({"GHQ": period} if has_period else {})}, wkb)
        for number, (values, wkb) in enumerate(features, start=1)
    )
    return LayerContent(key, fill(numbered, entry, None, GEOGRAPHIC))


def _rows(sheet: Sheet) -> list[list[str]]:
    """The rows that list a block."""
    rows = [
        [cell.text for cell in sheet.grid.cells if cell.row == row]
        for row in range(sheet.grid.header_rows, sheet.grid.rows)
    ]
    return [row for row in rows if row[0].isdigit()]


def _exploration(row: list[str]) -> tuple[dict[str, Value], bytes]:
    _, number, name, region, mineral, corners, _, done, stage, year = row
    values: dict[str, Value] = {
        "QKBH": number,
        "QKMC": name,
        "KZMC": mineral,
        "KCCD": done,
        "NSKCJD": stage,
        "TFSX": year,
    }
    return {**values, "XZQDM": CODES[region]}, _drawn(corners)


def _mining(row: list[str], content: Any) -> tuple[dict[str, Value], bytes]:
    _, number, name, region, mineral, corners, _, unit, resources, scale, year = row
    high, low = content["elevations"][number]
    values: dict[str, Value] = {
        "QKBH": number, "QKMC": name, "KZMC": mineral, "ZYCLDW": unit, "CMCL": Decimal(resources), "SZLX": "1", "TFSX": year,
        "XZQDM": CODES[region], "SZGHQ": content["in_zone"].get(number), "KCBGSX": high, "KCBGXX": low, "NSGM": int(scale),
    }  # fmt: skip
    return values, _drawn(corners)


def _zone(zone: Any) -> tuple[dict[str, Value], bytes]:
    west, south, east = zone["box"]
    values: dict[str, Value] = {
        "FQBH": zone["number"], "FQMC": zone["name"], "SZXZQ": zone["region"], "XZQDM": zone["code"],
        "YSCKQZS": zone["rights"], "NSCKQZS": zone["planned"],
    }  # fmt: skip
    north = _north(west, south, east, float(zone["area"]) * 1e6)
    return _box(values, [west, south, east, north])


def _north(west: float, south: float, east: float, area_m2: float) -> float:
    """The parallel that closes a rectangle of that area; two steps of a straight line are exact enough."""
    north = south + 0.02
    for _ in range(4):
        north = south + (north - south) * area_m2 / measure_quadrangle(west, south, east, north)
    return round(north * 3600, 3) / 3600


def _box(values: dict[str, Value], box: list[float]) -> tuple[dict[str, Value], bytes]:
    return values, shapely.to_wkb(shapely.box(*box))


def _drawn(corners: str) -> bytes:
    return shapely.to_wkb(to_shapely(read_gdzb(corners).polygons)[0].geoms[0])


def _picture(layers: list[LayerContent]) -> bytes:
    """A small picture of the layers as PNG: where a block or zone is, the paper is tinted."""
    width, height = 400, 267
    x, y = np.meshgrid(np.linspace(112, 113, width), np.linspace(38.6667, 38, height))
    paper = np.full((height, width), 255, dtype=np.uint8)
    for tint, layer in zip((240, 200, 120, 60), layers, strict=True):
        for feature in layer.features:
            paper[shapely.contains_xy(shapely.from_wkb(feature.wkb), x, y)] = tint
    lines = b"".join(b"\0" + row.tobytes() for row in paper)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(*part) for part in ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    print(build_package(Path(sys.argv[1]) if sys.argv[1:] else Path()))
