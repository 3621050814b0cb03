"""`kuanggui screen`: may this block, right or application be here, under the plan and the law of the day?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from kuanggui.app.screening.batch import screen_into
from kuanggui.app.screening.screen import Screened, ScreenFormat, ScreenOptions, screen_files
from kuanggui.app.screening.screen import screen_blocks as screen_all
from kuanggui.app.stock import stock_at
from kuanggui.cli.confirmations import tell_confirmations
from kuanggui.cli.options import Database, LayerFolder
from kuanggui.cli.regulation import day_of
from kuanggui.errors import InputError
from kuanggui.model.screening.fields import field_names

PIPE_WIDTH = 160


def screen(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="案件文件（YAML、JSON、XLSX）或范围文件（任何坐标格式）。Case files, or files of ranges.",
            show_default=False,
        ),
    ] = None,
    db: Database = "plans.db",
    layer_folder: LayerFolder = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="按哪一天的法规，默认今天。The day whose law applies.", show_default=False),
    ] = None,
    output: Annotated[
        ScreenFormat, typer.Option("--format", help="输出形式。Form of the answer.")
    ] = ScreenFormat.TABLE,
    out: Annotated[
        Path | None, typer.Option("--out", help="写入文件，默认标准输出。Write to a file.", show_default=False)
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="勘查或开采。exploration or mining.", show_default=False)] = None,
    action: Annotated[
        str | None, typer.Option(help="新立、延续、扩大范围、探转采、新增规划区块、调整规划区块。", show_default=False)
    ] = None,
    mineral: Annotated[
        str | None, typer.Option(help="矿种，主矿种在前，用顿号分开。Minerals.", show_default=False)
    ] = None,
    region: Annotated[str | None, typer.Option(help="行政区代码。Administrative code.", show_default=False)] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set", help="其他字段，如 design.scale=50；可多次。Any field.", metavar="FIELD=VALUE", show_default=False
        ),
    ] = None,
    plan: Annotated[str | None, typer.Option(help="对照哪个规划，默认最近导入的。Plan.", show_default=False)] = None,
    layers: Annotated[
        list[str] | None, typer.Option("--layer", help="只用这些图层；可多次。Only these layers.", show_default=False)
    ] = None,
    crs: Annotated[str | None, typer.Option(help="范围没有坐标系时给出，如 EPSG:4490。", show_default=False)] = None,
    all_blocks: Annotated[
        bool,
        typer.Option(
            "--all-blocks", help="审查库中全部规划区块；--out 为目录时逐块保存并汇总矩阵，可续跑。Every planning block."
        ),
    ] = False,
    confirming: Annotated[
        bool,
        typer.Option(
            "--confirm",
            help="用另一套算法核对面积：库在服务器上用 PostGIS，否则用 GEOS；不一致时退出码为 1。Measure areas a second way.",
        ),
    ] = False,
    fields: Annotated[bool, typer.Option("--fields", help="列出案件的全部字段名。List the fields of a case.")] = False,
) -> None:
    """审查范围、矿业权或规划区块是否符合规划和当日法规，逐专题给出结果与结论。Screen cases.

    结论 verdict：符合、有条件符合、无法判定、不符合。缺资料的规则不作通过。Missing data never reads as passed.

    示例 Examples:

    kuanggui screen 案件.yaml --db plans.db

    kuanggui screen 范围.geojson --db plans.db --purpose 开采 --action 新立 --mineral 水泥用灰岩 --as-of 2025-09-30

    kuanggui screen 案件.xlsx --db plans.db --format docx --out 审查意见.docx

    kuanggui screen --all-blocks --db plans.db --out 区块审查
    """
    if fields:
        for path, names in field_names().items():
            typer.echo(f"{path}\t{'、'.join(names)}")
        return
    if bool(files) == all_blocks:
        raise InputError("请给出案件或范围文件，或用 --all-blocks 审查全部规划区块（二者择一）")
    if output is ScreenFormat.DOCX and out is None:
        raise InputError("--format docx 须用 --out 指定文件")
    given = _values({"purpose": purpose, "action": action, "minerals": mineral, "region": region}, values or [])
    width = Console().width if sys.stdout.isatty() else PIPE_WIDTH
    options = ScreenOptions(
        stock_at(db, layer_folder),
        day_of(as_of),
        output,
        plan,
        tuple(layers) if layers else None,
        given,
        crs,
        width,
        sys.stdout.isatty() and out is None,
        confirming,
    )
    console = Console(stderr=True)
    batch = None
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("审查", total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        if all_blocks and out is not None and not out.suffix:
            batch = screen_into(out, options, report)
        else:
            screened = screen_all(options, report) if all_blocks else screen_files(files or [], options, report)
    if batch is not None:
        told = "，".join(f"{label} {count}" for label, count in batch.verdicts.items())
        typer.echo(f"{batch.matrix}：{batch.blocks} 个区块（{batch.kept} 个沿用已有结果）；{told}")
        return
    if out is None:
        sys.stdout.write(screened.report.decode())
    else:
        _write(out, screened.report)
        typer.echo(f"{out}：{len(screened.answers)} 件，最差结论：{screened.worst.label}")
    _tell_confirmed(screened)


def _tell_confirmed(screened: Screened) -> None:
    """What a second engine measures, on stderr so that a report in a pipe stays whole."""
    same = True
    for answer, found in zip(screened.answers, screened.confirmed, strict=False):
        typer.echo(f"{answer.name}：核对面积", err=True)
        same = tell_confirmations(found, err=True) and same
    if not same:
        raise typer.Exit(1)


def _values(named: dict[str, str | None], pairs: list[str]) -> dict[str, Any]:
    """Fields from options; raises InputError for one that is no FIELD=VALUE."""
    found: dict[str, Any] = {name: value for name, value in named.items() if value is not None}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark:
            raise InputError(f"--set {pair}：请写成 字段=值，如 design.scale=50")
        found[name.strip()] = value.strip()
    return found


def _write(path: Path, report: bytes) -> None:
    """Write a report; raises InputError when that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(report)
    except OSError as error:
        raise InputError(f"--out {path}：无法写入（{error.strerror}）；请换一个位置") from error
