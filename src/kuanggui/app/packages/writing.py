"""Use case: write a standard package from geometries and the plan document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pyogrio

from kuanggui.errors import InputError, UnreadableFileError
from kuanggui.ingest.package import FieldMapping, read_mapping
from kuanggui.ingest.package.features import FeatureSource
from kuanggui.ingest.phases import read
from kuanggui.ingest.plan import read_plan
from kuanggui.model.package import Feature, LayerContent, PackageContent
from kuanggui.model.plan import Plan
from kuanggui.regulation.division_catalogue import division
from kuanggui.regulation.standards import Edition, LayerEntry, read_edition
from kuanggui.reports.package import PackageForm, fill, write_package
from kuanggui.spatial.crs import accept_crs

__all__ = ["PackageForm", "PackageRequest", "make_package"]

_LEVELS = {"province": "B", "prefecture": "C", "county": "D"}


@dataclass(frozen=True, slots=True)
class PackageRequest:
    """What to write: geometries (one file with a layer for each layer of the standard), plan, annexes, maps; code, year, scale letter."""

    geometries: Path
    out: Path
    edition: str
    plan: Path | None = None
    annexes: tuple[Path, ...] = ()
    maps: tuple[Path, ...] = ()
    adcode: str = ""
    year: str = ""
    scale: str = "D"
    mapping: Path | None = None
    form: PackageForm = PackageForm.SHAPEFILE


def make_package(request: PackageRequest) -> Path:
    """Write the package and return its folder; raises InputError."""
    edition = read_edition(request.edition)
    mapping = read_mapping(request.mapping) if request.mapping else FieldMapping()
    reading = read(request.plan) if request.plan else None
    plan = read_plan(reading) if reading else None
    adcode = request.adcode or (reading.region if reading else None) or ""
    names = _names(adcode, request, plan)
    layers, crs = _layers(request.geometries, edition, mapping, plan)
    content = PackageContent(
        names=names,
        crs=crs,
        layers=tuple(layers),
        documents={"text": (request.plan,) if request.plan else (), "annexes": request.annexes, "maps": request.maps},
        metadata={
            "title": f"{names['name']}矿产资源规划数据库",
            "edition": edition.title,
            "adcode": adcode,
            "reference_system": crs,
            "planning_period": f"{plan.planning_period.start}-{plan.planning_period.end}"
            if plan and plan.planning_period
            else "",
        },
    )
    return write_package(request.out, content, edition, request.form)


def _names(adcode: str, request: PackageRequest, plan: Plan | None) -> dict[str, str]:
    try:
        place = division(adcode)
    except KeyError:
        raise InputError(f"行政区代码 {adcode or '（空）'} 不在代码表中；请用 --adcode 给出") from None
    base = plan.base_year.end if plan and plan.base_year else None
    year = request.year or (str(base) if base else "")
    if not year:
        raise InputError("不知年度；请用 --year 给出")
    return {
        "adcode": adcode, "name": place.name, "level": _LEVELS[place.level], "kind": "1", "scale": request.scale, "year": year,
    }  # fmt: skip


def _layers(path: Path, edition: Edition, mapping: FieldMapping, plan: Plan | None) -> tuple[list[LayerContent], str]:
    try:
        names = [str(row[0]) for row in pyogrio.list_layers(path)]
    except (pyogrio.errors.DataSourceError, RuntimeError) as error:
        raise UnreadableFileError(f"{path}：不是可读的矢量图层；请核对格式") from error
    systems: dict[str, str] = {}
    contents = []
    for name in names:
        entry = _entry(name, edition, mapping)
        crs = accept_crs(pyogrio.read_info(path, layer=name)["crs"])
        systems[crs.definition] = name
        features = FeatureSource(path, name, None, mapping.renamed(entry.key))
        contents.append(LayerContent(entry.key, fill(tuple(_known(f, entry) for f in features()), entry, plan, crs)))
    if len(systems) != 1:
        raise InputError(f"{path}：各图层坐标系不一（{'、'.join(systems)}）；请统一后再写")
    return contents, next(iter(systems))


def _known(feature: Feature, entry: LayerEntry) -> Feature:
    return replace(feature, values={code: value for code, value in feature.values.items() if entry.field(code)})


def _entry(name: str, edition: Edition, mapping: FieldMapping) -> LayerEntry:
    entry = edition.layer(mapping.layers.get(name, name))
    if entry is None:
        raise InputError(f"图层 {name} 不在标准版本 {edition.name} 中；请改名或用对照文件（--mapping）写明")
    return entry
