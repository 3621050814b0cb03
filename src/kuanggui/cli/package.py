"""`kuanggui package`: look into, write and prepare standard packages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kuanggui.app.packages.looking import LayerShown, layer_lines, show_package, show_rights
from kuanggui.app.packages.writing import PackageForm, PackageRequest, make_package
from kuanggui.app.standards import list_editions
from kuanggui.cli.db_check import DEFAULT_EDITION
from kuanggui.cli.formats import Format

package = typer.Typer(
    help="规划数据库成果包：查看、编制、标准版本、矿业权登记表。Standard packages: show, write, editions, rights.",
    no_args_is_help=True,
)
_FORM = typer.Option("--format", help="table 供阅读，json 供程序。For people or for programs.")
_EDITION = typer.Option(help="标准版本：名称、YAML 文件或文件夹。Edition: a name, a YAML file or a folder.")
_MAPPING = typer.Option(help="图层和字段名对照文件。What foreign names of layers and fields stand for.")


@package.command()
def editions(output: Annotated[Format, _FORM] = Format.TABLE) -> None:
    """列出自带的标准版本。The editions of the standard that are shipped.

    示例 Example:

    kuanggui package editions
    """
    found = list_editions()
    if output is Format.JSON:
        lines = [
            {"name": one.name, "title": one.title, "status": one.status, "layers": len(one.layers)} for one in found
        ]
        typer.echo(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for one in found:
        typer.echo(f"{one.name}  {one.title}  图层 {len(one.layers)}")


@package.command()
def show(
    path: Annotated[Path, typer.Argument(help="成果包：文件夹或 zip。A package, folder or zip.", show_default=False)],
    edition: Annotated[str, _EDITION] = DEFAULT_EDITION,
    mapping: Annotated[Path | None, _MAPPING] = None,
    output: Annotated[Format, _FORM] = Format.TABLE,
) -> None:
    """列出成果包的图层、对应的标准图层，以及非标准字段可能是哪个。The layers of a package and what they were taken for.

    示例 Example:

    kuanggui package show 990100示例市矿产资源规划数据库
    """
    shown = show_package(path, edition, mapping)
    if output is Format.JSON:
        typer.echo(json.dumps(list(layer_lines(shown)), ensure_ascii=False, indent=1))
        return
    for item in shown:
        for line in _lines(item):
            typer.echo(line)


def _lines(item: LayerShown) -> list[str]:
    layer = item.layer
    if layer.error:
        return [f"{layer.path}：{layer.error}"]
    head = f"{layer.path}  {item.entry or '未识别'}  {layer.features} 个要素  {layer.crs or '没有坐标系'}"
    return [head, *(f"  {given} 似为 {likely}" for given, likely in item.suggestions.items())]


@package.command()
def write(
    geometries: Annotated[
        Path,
        typer.Argument(
            help="图形：GeoPackage、GeoJSON 等，图层名为标准图层代码。Layers named by code.", show_default=False
        ),
    ],
    out: Annotated[Path, typer.Option(help="写到哪个文件夹。The folder to write into.", show_default=False)],
    plan: Annotated[Path | None, typer.Option(help="规划文本，也用来补属性。The plan; it fills fields too.")] = None,
    annex: Annotated[list[Path] | None, typer.Option(help="规划附表，可多个；不给则由图层生成。Annex tables.")] = None,
    maps: Annotated[list[Path] | None, typer.Option("--map", help="规划附图，可多个。Maps.")] = None,
    edition: Annotated[str, _EDITION] = DEFAULT_EDITION,
    mapping: Annotated[Path | None, _MAPPING] = None,
    adcode: Annotated[str, typer.Option(help="行政区代码，默认取自规划文本。Default: that of the plan.")] = "",
    year: Annotated[str, typer.Option(help="文件名中的年度，默认为基期年。Default: the base year.")] = "",
    scale: Annotated[str, typer.Option(help="文件名中的比例尺字母。Letter of the scale in names.")] = "D",
    form: Annotated[PackageForm, typer.Option("--as", help="图层格式。Form of the layers.")] = PackageForm.SHAPEFILE,
) -> None:
    """由图形和规划文本编制成果包。Write a package from geometries and the plan.

    示例 Example:

    kuanggui package write 区块.gpkg --plan 规划.docx --out 成果
    """
    request = PackageRequest(
        geometries, out, edition, plan, tuple(annex or ()), tuple(maps or ()), adcode, year, scale, mapping, form
    )
    typer.echo(f"已写入 {make_package(request)}")


@package.command()
def rights(
    table: Annotated[
        Path, typer.Argument(help="登记数据表：CSV 或 XLSX，含区域坐标列。A table with 区域坐标.", show_default=False)
    ],
    out: Annotated[Path | None, typer.Option(help="把范围写成 GeoPackage。Write the ranges as a GeoPackage.")] = None,
) -> None:
    """读取矿业权登记数据表的区域坐标，列出面积和问题。Read the ranges in a table of rights.

    示例 Example:

    kuanggui package rights 采矿权.xlsx --out 采矿权.gpkg
    """
    for right in show_rights(table, out):
        area = f"{right.area_km2} km²" if right.area_km2 else "范围无法读取"
        typer.echo("  ".join([f"第{right.row}行", right.label, area, *right.remarks]))
