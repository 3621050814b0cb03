"""A small invented package: the source for tests of reading, writing and checking."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import shapely

from kuanggui.model.package import Feature, LayerContent, PackageContent
from kuanggui.model.package.layer import Value
from kuanggui.regulation.standards import Edition, read_edition
from kuanggui.reports.package import PackageForm, fill, write_package
from kuanggui.spatial.crs import GEOGRAPHIC

NAMES = {"level": "C", "kind": "1", "adcode": "990100", "name": "示例市", "scale": "D", "year": "2020"}
EDITION = "dzt0226-2015-trial"


def block(number: int, west: float, south: float, **values: Value) -> Feature:
    """A rectangle of 0.01 degrees with numbers and names of its own."""
    own: Mapping[str, Value] = {
        "QKBH": f"CQ{number:02d}",
        "QKMC": f"甲沟{number}号铁矿",
        "KZMC": "铁矿",
        "KZDM": "22001",
        **values,
    }
    return Feature(number, own, shapely.to_wkb(shapely.box(west, south, west + 0.01, south + 0.01)))


def blocks() -> tuple[Feature, ...]:
    """Two blocks apart from each other, with areas and corners filled in."""
    given = (block(1, 112.1, 38.1, CMCL=Decimal("12.5")), block(2, 112.2, 38.1, BZ="无"))
    layer = read_edition(EDITION).layer("KAICQK")
    assert layer is not None
    return fill(given, layer, None, GEOGRAPHIC)


def write(
    folder: Path,
    features: tuple[Feature, ...],
    form: PackageForm = PackageForm.SHAPEFILE,
    edition: Edition | None = None,
) -> Path:
    """A package with one layer of mining blocks."""
    content = PackageContent(NAMES, "EPSG:4490", (LayerContent("KAICQK", features),), metadata={"title": "示例"})
    return write_package(folder, content, edition or read_edition(EDITION), form)
