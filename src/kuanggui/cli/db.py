"""`kuanggui db`: create, upgrade and check a plan database."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kuanggui.app import database
from kuanggui.app.authority import Credentials
from kuanggui.app.exits.folder import export_folder, import_folder
from kuanggui.app.features import Loaded, LoadOptions, load_features, parse_day
from kuanggui.cli.db_check import check
from kuanggui.cli.db_trail import trail
from kuanggui.cli.formats import Format
from kuanggui.cli.names import FEATURE_FIELDS
from kuanggui.cli.options import Database, Token
from kuanggui.model.feature import FeatureKind, FeatureStatus, GeometryMark
from kuanggui.model.plan.outline import Level

SHOWN_DOUBTS = 10
SHOWN_BREAKS = 20

db = typer.Typer(help="建立、升级、检查规划数据库。Create, upgrade and check a plan database.", no_args_is_help=True)


@db.command()
def init(file: Database) -> None:
    """建立空的规划数据库；已有的不动。Create an empty plan database; one that is there stays as it is.

    示例 Example:

    kuanggui db init --db plans.db
    """
    typer.echo(f"{file}：" + ("已建立" if database.initialise(file) else "已存在，未改动"))


@db.command()
def upgrade(file: Database) -> None:
    """把数据库升级到当前结构；失败则不改动。Bring a database to the current schema, wholly or not at all.

    示例 Example:

    kuanggui db upgrade --db plans.db
    """
    before, after = database.upgrade(file)
    typer.echo(f"{file}：" + (f"已是当前结构 {after}" if before == after else f"已由结构 {before} 升级到 {after}"))


db.command()(check)
db.command()(trail)


@db.command()
def verify(
    file: Database,
    head: Annotated[str | None, typer.Option(help="以前抄存的末条哈希，须仍在链上。", show_default=False)] = None,
    output: Annotated[Format, typer.Option("--format", help="table 供阅读，json 供程序。")] = Format.TABLE,
) -> None:
    """核验留痕：逐条核对哈希链和所记的每一行，指出第一处被改动的记录。Verify the audit trail and every row it covers.

    把末条哈希抄存到库外，以后用 --head 核对，可发现链尾被截去。Keep the last hash elsewhere and give it later with --head.

    退出码 Exit codes: 0 一致 nothing changed, 1 有改动 something was changed.

    示例 Examples:

    kuanggui db verify --db plans.db

    kuanggui db verify --db plans.db --head 5d41402abc4b2a76b9719d911017c592ae3f5d41402abc4b2a76b9719d911017
    """
    verified = database.verify(file, head)
    if output is Format.JSON:
        typer.echo(json.dumps(asdict(verified), ensure_ascii=False, indent=1))
        raise typer.Exit(int(bool(verified.breaks)))
    for broken in verified.breaks[:SHOWN_BREAKS]:
        entry = f"留痕第 {broken.entry} 条：" if broken.entry else ""
        typer.echo(f"{file}：{entry}{broken.record}：{broken.wrong}")
    if verified.breaks:
        typer.echo(f"{file}：共 {len(verified.breaks)} 处与留痕不符")
        raise typer.Exit(1)
    typer.echo(f"{file}：留痕 {verified.entries} 条，全部一致；末条哈希 {verified.head}")


@db.command()
def export(
    folder: Annotated[Path, typer.Argument(help="新建的目录。A new folder.", show_default=False)], file: Database
) -> None:
    """导出整个数据库：GeoPackage、CSV 与 Frictionless 描述、文档原件。Export everything in open formats.

    目录含用户的密码哈希，请妥善保管。The folder holds the password hashes of users.

    示例 Example:

    kuanggui db export 备份2024 --db plans.db
    """
    done = export_folder(file, folder)
    typer.echo(
        f"已导出到 {folder}：{done.rows} 行，{done.features} 个要素版本，{done.documents} 份文件；末条哈希 {done.head}"
    )


@db.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(help="导出的目录。An exported folder.", show_default=False)],
    file: Database,
    token: Token = None,
) -> None:
    """把导出的目录导入空库（文件或服务器），并核验留痕。Fill an empty database from an exported folder and verify it.

    示例 Example:

    kuanggui db import 备份2024 --db postgresql+psycopg://planner@db.example/plans
    """
    verified = import_folder(folder, file, Credentials(token))
    typer.echo(f"{file}：已导入，留痕 {verified.entries} 条全部一致；末条哈希 {verified.head}")


@db.command()
def load(
    data: Annotated[Path, typer.Argument(metavar="FILE", help="带几何的数据文件。A vector file.", show_default=False)],
    file: Database,
    kind: Annotated[FeatureKind, typer.Option(help="要素种类。What the file holds.", show_default=False)],
    plan: Annotated[str | None, typer.Option(help="规划编号或其开头。The plan.", show_default=False)] = None,
    geometry: Annotated[GeometryMark, typer.Option(help="几何是正式成果还是示意。")] = GeometryMark.ILLUSTRATIVE,
    status: Annotated[FeatureStatus, typer.Option(help="文件没有状态字段时取此值。")] = FeatureStatus.PLANNED,
    level: Annotated[Level | None, typer.Option(help="划定或发证的级别。", show_default=False)] = None,
    valid_from: Annotated[str | None, typer.Option(help="生效日期，默认规划期首日。", show_default=False)] = None,
    fields: Annotated[Path | None, typer.Option(help="自备的字段名对照（YAML）。", show_default=False)] = None,
    token: Token = None,
) -> None:
    """把区块、分区、矿业权等数据文件（GeoPackage、GeoJSON、Shapefile、GeoParquet）存入规划，每个文件一次。Load features into a plan.

    示例 Examples:

    kuanggui db load 开采区块.gpkg --db plans.db --kind mining_block --geometry official

    kuanggui db load 采矿权.geojson --db plans.db --kind mining_right --status existing --valid-from 2023-01-01
    """
    day = parse_day(valid_from, "--valid-from") if valid_from else None
    options = LoadOptions(kind, plan, geometry, status, level, day, fields)
    loaded = load_features(data, file, options, Credentials(token))
    for line in _said(data, loaded):
        typer.echo(line)


def _said(data: Path, loaded: Loaded) -> list[str]:
    if not loaded.is_new:
        return [f"{data}：已在规划 {loaded.plan} 中，未重复入库"]
    bare = f"，其中 {loaded.without_geometry} 个没有几何" if loaded.without_geometry else ""
    columns = "、".join(f"{FEATURE_FIELDS[name]}←{column}" for name, column in loaded.columns)
    doubts = [
        f"未识别：第 {row} 行 {field}“{words}”，已留在属性中" for row, field, words in loaded.doubts[:SHOWN_DOUBTS]
    ]
    more = len(loaded.doubts) - SHOWN_DOUBTS
    return [
        f"已入库：{loaded.count} 个要素{bare}，规划 {loaded.plan}",
        f"字段：{columns or '没有认出的字段，请用 --fields 给出对照'}",
        *doubts,
        *([f"另有 {more} 处未识别"] if more > 0 else []),
    ]
