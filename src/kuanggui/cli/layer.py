"""`kuanggui layer`: the catalogue of constraint layers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from kuanggui.app.layers import add_layer, assign_layer, check_catalogue, read_catalogue
from kuanggui.app.stock import stock_at
from kuanggui.app.topology import inspect_catalogue, inspect_pair
from kuanggui.cli.options import Database, LayerFolder
from kuanggui.cli.problems import tell_problems
from kuanggui.spatial.layer.record import LayerRecord
from kuanggui.spatial.layer.snapshot import LayerLabel
from kuanggui.spatial.layer.sources import SourceOptions
from kuanggui.spatial.topology.fault import Limits

layer = typer.Typer(help="控制线等图层：入库、列出、核对。Constraint layers: add, list, check.", no_args_is_help=True)


@layer.command("add")
def add(
    file: Annotated[
        Path, typer.Argument(help="面、线或点图层文件。A file of polygons, lines or points.", show_default=False)
    ],
    db: Database,
    kind: Annotated[str, typer.Option("--kind", help="图层种类，如 permanent_basic_farmland。", show_default=False)],
    as_of: Annotated[str, typer.Option("--as-of", help="数据截止日期，如 2024-12-31。", show_default=False)],
    owner: Annotated[str, typer.Option("--owner", help="数据提供单位。", show_default=False)],
    name: Annotated[str | None, typer.Option("--name", help="图层名，默认为文件名。", show_default=False)] = None,
    public: Annotated[
        bool, typer.Option("--public", help="可向公众开放：不登录的自查也使用此图层。Open to people without a login.")
    ] = False,
    region: Annotated[
        str,
        typer.Option(
            "--region",
            help="图层所属辖区的六位代码：网站只对该辖区及其上下级用户开放。Division it is about.",
            show_default=False,
        ),
    ] = "",
    repair: Annotated[bool, typer.Option("--repair", help="修复无效面并列出修复前后面积。")] = False,
    encoding: Annotated[str | None, typer.Option("--encoding", help="属性表编码，如 GBK。", show_default=False)] = None,
    crs: Annotated[
        str | None, typer.Option("--crs", help="文件没有坐标系时给出，如 EPSG:4490。", show_default=False)
    ] = None,
    layer_name: Annotated[
        str | None, typer.Option("--layer", help="文件有多个图层时指定一个。", show_default=False)
    ] = None,
    layer_folder: LayerFolder = None,
) -> None:
    """把图层一次性转为快照（GeoParquet 与计算用数组）；中断后再次运行会接着做。Add a layer as a snapshot.

    示例 Examples:

    kuanggui layer add farmland.shp --db plan.db --kind permanent_basic_farmland --as-of 2024-12-31 --owner 某市自然资源局

    kuanggui layer add base.gdb --layer 铁路 --name 铁路 --db plan.db --kind railway --as-of 2024-12-31 --owner 某市交通局
    """
    label = LayerLabel(name or file.stem, kind, as_of, owner, public, region)
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(f"读取 {file.name}", total=None)
        record = add_layer(
            file, stock_at(db, layer_folder), label, repair=repair, given=SourceOptions(encoding, crs, layer_name),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )  # fmt: skip
    typer.echo(_line(record))
    for entry in record.repairs:
        typer.echo(f"已修复第 {entry.row} 行（{entry.reason}）：{entry.before_m2:.2f} → {entry.after_m2:.2f} m²")


@layer.command("list")
def show(db: Database, layer_folder: LayerFolder = None) -> None:
    """列出已入库的图层。List the layers."""
    for record in read_catalogue(stock_at(db, layer_folder)):
        typer.echo(_line(record))


@layer.command("region")
def assign(
    name: Annotated[str, typer.Argument(help="图层名。Name of the layer.", show_default=False)],
    db: Database,
    region: Annotated[
        str,
        typer.Argument(help="六位行政区划代码；不写则不限辖区。Division code; none: everybody.", show_default=False),
    ] = "",
    layer_folder: LayerFolder = None,
) -> None:
    """指定或取消已入库图层的辖区，图层本身不变。Say which division a layer is about; the layer itself stays as it is.

    示例 Examples:

    kuanggui layer region farmland 140200 --db plan.db
    """
    typer.echo(_line(assign_layer(name, stock_at(db, layer_folder), region)))


@layer.command("check")
def check(
    db: Database,
    topology: Annotated[
        bool, typer.Option("--topology", help="另查各面与相邻面的毛病，逐个给出位置。Faults of shapes, located.")
    ] = False,
    snap: Annotated[
        float, typer.Option("--snap", min=0, help="捕捉距离（m）：重复点、尖刺、近而不接。Snapping distance.")
    ] = Limits().snap_m,
    gap: Annotated[
        float, typer.Option("--gap", min=0, help="不大于此面积（m²）的封闭空隙算缝隙。Largest gap.")
    ] = Limits().gap_m2,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--between", metavar="LAYER LAYER", help="另查两个图层之间的重叠与近而不接。Faults between two layers."
        ),
    ] = None,
    layer_folder: LayerFolder = None,
) -> None:
    """核对图层文件与入库时是否一致；--topology 另查重叠、缝隙、自相交、尖刺等。Check that layers are as they were added.

    示例 Examples:

    kuanggui layer check --db plan.db

    kuanggui layer check --db plan.db --topology --snap 0.05

    kuanggui layer check --db plan.db --between 采矿权 开采规划区块
    """
    damaged, stock = 0, stock_at(db, layer_folder)
    for record, wrong in check_catalogue(stock):
        damaged += bool(wrong)
        typer.echo(wrong or f"{record.name}：一致")
    if topology and not damaged:
        for name, problems in inspect_catalogue(stock, Limits(snap_m=snap, gap_m2=gap)):
            for line in tell_problems(name, problems):
                typer.echo(line)
    if between and not damaged:
        for line in tell_problems(" 与 ".join(between), inspect_pair(stock, *between, Limits(snap_m=snap, gap_m2=gap))):
            typer.echo(line)
    if damaged:
        raise typer.Exit(1)


def _line(record: LayerRecord) -> str:
    parts = [
        f"{record.name}：{record.kind}",
        "公开" if record.public else "内部",
        *([f"辖区 {record.region}"] if record.region else []),
        f"截至 {record.as_of}",
        record.owner,
        f"{record.features} 个要素{_extent(record)}",
    ]
    if record.empty:
        parts.append(f"{record.empty} 个要素没有几何")
    if record.repairs:
        parts.append(f"修复过 {len(record.repairs)} 个无效面")
    if record.entangled:
        parts.append(f"{record.entangled} 个要素互相重叠")
    if record.note:
        parts.append(record.note)
    return "，".join(parts)


def _extent(record: LayerRecord) -> str:
    """The area of polygons, the length of lines, nothing for points."""
    if record.geometry == "polygon":
        return f"，{record.area_m2 / 1e6:.4f} km²"
    return f"，{record.length_m / 1e3:.3f} km" if record.geometry == "line" else "（点）"
