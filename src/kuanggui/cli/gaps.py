"""`kuanggui gaps`: unused ground between rights."""

from __future__ import annotations

import io
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kuanggui.app.screening.gaps import gap_record, gaps_geojson, gaps_of
from kuanggui.app.stock import stock_at
from kuanggui.cli.options import Database, LayerFolder
from kuanggui.cli.regulation import day_of
from kuanggui.errors import InputError

_PIPE_WIDTH = 200


class GapFormat(StrEnum):
    """A table for people, JSON for programs, GeoJSON for maps."""

    TABLE = "table"
    JSON = "json"
    GEOJSON = "geojson"


def gaps(
    db: Database,
    layer_folder: LayerFolder = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="按哪一天的法规，默认今天。The day.", show_default=False)
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="行政区代码，用该省的数值。Administrative code.", show_default=False)
    ] = None,
    output: Annotated[GapFormat, typer.Option("--format", help="输出形式。Form of the answer.")] = GapFormat.TABLE,
    out: Annotated[Path | None, typer.Option("--out", help="写入文件。Write to a file.", show_default=False)] = None,
) -> None:
    """找出相邻采矿权之间的夹缝、边角资源：最近距离、面积、标高、四周矿业权人、可否协议出让。Gaps between mining rights.

    示例 Examples:

    kuanggui gaps --db plans.db --region 140200

    kuanggui gaps --db plans.db --format geojson --out 夹缝.geojson
    """
    found = gaps_of(stock_at(db, layer_folder), day_of(as_of), region)
    if output is GapFormat.TABLE:
        held = io.StringIO() if out else None
        console = Console(file=held, width=None if sys.stdout.isatty() and not out else _PIPE_WIDTH)
        table = Table("序号", "面积 m²", "最近距离 m", "基本区块", "共同标高 m", "四周采矿权", "矿业权人", "判断")
        for number, gap in enumerate(found, 1):
            heights = f"{gap.heights[0]}～{gap.heights[1]}" if gap.heights else ""
            cells = (
                str(number), f"{gap.area_m2:.2f}", f"{gap.nearest_m:.1f}", f"{gap.basic_blocks:.3f}", heights,
                "、".join(gap.rights), "、".join(gap.holders), gap.ruling,
            )  # fmt: skip
            table.add_row(*(Text(cell) for cell in cells))
        console.print(table)
        if held is None:
            return
        text = held.getvalue().rstrip("\n")
    else:
        content = gaps_geojson(found) if output is GapFormat.GEOJSON else [gap_record(gap) for gap in found]
        text = json.dumps(content, ensure_ascii=False, indent=1)
    if out is None:
        typer.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"--out {out}：无法写入（{error.strerror}）；请换一个位置") from error
    typer.echo(f"{out}：{len(found)} 处夹缝")
