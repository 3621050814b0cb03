"""A package on disk, folders and names as the edition has them."""

from __future__ import annotations

import shutil
from enum import StrEnum
from pathlib import Path

from kuanggui.errors import InputError
from kuanggui.model.package import PackageContent
from kuanggui.regulation.standards import Edition, LayerEntry, PartKind
from kuanggui.reports.package.annexes import write_annexes
from kuanggui.reports.package.geopackage import write_geopackage
from kuanggui.reports.package.metadata import write_metadata
from kuanggui.reports.package.shapefile_layer import write_shapefile


class PackageForm(StrEnum):
    """How the layers are written."""

    SHAPEFILE = "shapefile"
    GEOPACKAGE = "geopackage"


def write_package(
    folder: Path, content: PackageContent, edition: Edition, form: PackageForm = PackageForm.SHAPEFILE
) -> Path:
    """Write the package into `folder` and return its own folder; raises InputError when it is there already or a value does not fit."""
    root = folder / _folder_name(content, edition)
    if root.exists():
        raise InputError(f"{root}：已存在；请先移走或换一个文件夹")
    layers = [(_entry(edition, layer.entry), layer.features) for layer in content.layers]
    try:
        _write(root, content, edition, form)
        if not content.documents.get(PartKind.ANNEXES):
            write_annexes(_part(root, edition, PartKind.ANNEXES) / f"{content.names['name']}规划附表.xlsx", layers)
    except BaseException:
        shutil.rmtree(root, ignore_errors=True)  # all or nothing: a half-written package may be taken for a whole one
        raise
    return root


def _write(root: Path, content: PackageContent, edition: Edition, form: PackageForm) -> None:
    target = _part(root, edition, PartKind.LAYERS)
    for layer in content.layers:
        entry = _entry(edition, layer.entry)
        name = _layer_name(content, edition, entry)
        if form is PackageForm.SHAPEFILE:
            write_shapefile(target / f"{name}.shp", entry, layer.features, content.crs)
        else:
            write_geopackage(target / f"{root.name}.gpkg", name, entry, layer.features, content.crs)
    for part, paths in content.documents.items():
        for path in paths:
            shutil.copyfile(path, _part(root, edition, PartKind(part)) / path.name)
    if content.metadata:
        write_metadata(_part(root, edition, PartKind.METADATA) / "元数据.xml", content.metadata)


def _entry(edition: Edition, key: str) -> LayerEntry:
    entry = edition.layer(key)
    if entry is None:
        raise InputError(f"标准版本 {edition.name} 没有图层 {key}；请在自己的版本文件中补充")
    if entry.code is None:
        raise InputError(f"标准版本 {edition.name} 未给出“{entry.name}”的图层代码；请在自己的版本文件中补充 code")
    return entry


def _part(root: Path, edition: Edition, kind: PartKind) -> Path:
    part = edition.part(kind)
    folder = root / (part.folder if part else kind.label)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _folder_name(content: PackageContent, edition: Edition) -> str:
    return edition.folder.build(content.names) if edition.folder else content.names["name"]


def _layer_name(content: PackageContent, edition: Edition, entry: LayerEntry) -> str:
    return edition.layer_file.build({**content.names, "layer": entry.key}) if edition.layer_file else entry.key
