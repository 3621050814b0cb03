"""`kuanggui overlay`: the bare kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kuanggui.app.overlay import OverlaySummary, overlay_files
from kuanggui.spatial.plane import CUTTING_ERROR_M2


def overlay(
    blocks: Annotated[Path, typer.Argument(help="区块或范围的面图层。Polygons to test.", show_default=False)],
    layers: Annotated[
        list[Path], typer.Argument(help="图层文件，或 layer add 建立的快照目录。Layers.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", help="结果：.parquet 或 .csv。Result file.", show_default=False)],
    tolerance: Annotated[
        float, typer.Option("--tolerance", min=0, help="不大于此面积（m²）的重叠标为细碎面。Slivers up to this area.")
    ] = CUTTING_ERROR_M2,
    threads: Annotated[
        int | None, typer.Option("--threads", min=1, help="线程数，默认为全部核。Threads.", show_default=False)
    ] = None,
) -> None:
    """区块与图层逐对叠加：椭球面积（TD/T 1055-2019 附录 D）与占比。Overlaps of blocks and layer features.

    仅相接不算重叠。Touching is not overlap. 编号从 0 起，按文件或快照中的顺序。

    示例 Examples:

    kuanggui overlay blocks.shp plan.layers/farmland redline.gpkg --out pairs.parquet
    """
    messages = Console(stderr=True)
    if messages.is_terminal:
        with messages.status("正在叠加（安装后首次运行要编译内核，约半分钟）"):
            summaries = overlay_files(blocks, layers, out, tolerance_m2=tolerance, threads=threads)
    else:
        summaries = overlay_files(blocks, layers, out, tolerance_m2=tolerance, threads=threads)
    for summary in summaries:
        typer.echo(_line(summary))


def _line(summary: OverlaySummary) -> str:
    text = f"{summary.layer}：重叠 {summary.pairs} 对，{summary.area_m2:.2f} m²"
    if summary.slivers:
        text += f"；细碎面 {summary.slivers} 对，{summary.sliver_area_m2:.2f} m²"
    if summary.entangled_features:
        text += f"；图层内有 {summary.entangled_features} 个要素互相重叠，逐对面积相加会重复计算"
    return text
