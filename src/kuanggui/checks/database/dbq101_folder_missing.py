"""Folders of the package that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ101",
    title="缺少规定的文件夹",
    title_en="A folder of the package is missing",
    severity=Severity.ERROR,
    family=Family.COMPLETENESS,
    message="缺少{part}文件夹 {folder}。",
    message_en="The folder {folder} is missing.",
    remedy="建立该文件夹并放入{part}；文件夹另有名称的，在标准版本文件的 parts 中写明。",
    remedy_en="Make the folder and put the files into it, or name yours under `parts` of the edition.",
)
def folder_missing(case: PackageCase) -> Iterator[Said]:
    """Every folder that the edition names is there, by its name or by a word that it is known by.

    A file geodatabase or GeoPackage may stand anywhere, so the folder of layers is looked for only where there are Shapefiles.
    """
    for part in case.edition.parts:
        known = part.folder in case.package.folders or any(
            word in folder.rpartition("/")[2] for folder in case.package.folders for word in part.words
        )
        if part.kind.value == "layers" and not any(layer.form == "shapefile" for layer in case.package.layers):
            continue
        if known:
            yield Checked()
        else:
            yield Hit(
                part.folder,
                places=[case.place("")],
                values={"part": part.kind.label, "folder": part.folder},
                severity=graded(part.mark),
            )
