"""`kuanggui overlay`: the bare kernel."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kuanggui.app.cluster import open_client
from kuanggui.app.overlay import OverlayRequest, OverlaySummary, name_tables, overlay_files
from kuanggui.spatial.compiled import is_compiled
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
    near: Annotated[
        float | None,
        typer.Option("--near", min=0, help="另列此距离（m）内不重叠的要素。Features near by.", show_default=False),
    ] = None,
    geometry: Annotated[bool, typer.Option("--geometry", help="写出重叠部分的几何。Write the common ground.")] = False,
    threads: Annotated[
        int | None, typer.Option("--threads", min=1, help="线程数，默认为全部核。Threads.", show_default=False)
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", help="用 Dask 分布计算：local 或调度器地址 tcp://主机:8786。Dask.", show_default=False
        ),
    ] = None,
) -> None:
    """区块与图层逐对叠加：椭球面积（TD/T 1055-2019 附录 D）与占比。Overlaps of blocks and layer features.

    仅相接不算重叠。Touching is not overlap. 编号从 0 起，按文件或快照中的顺序。各区块占各图层的合计（互相重叠的要素不重复计算）
    写入 pairs.totals.parquet，--near 的要素写入 pairs.near.parquet。

    示例 Examples:

    kuanggui overlay blocks.shp plan.layers/farmland redline.gpkg --out pairs.parquet

    kuanggui overlay blocks.shp plan.layers/farmland --out pairs.parquet --near 300 --geometry

    kuanggui overlay blocks.parquet /data/plan.layers/farmland --out pairs.parquet --cluster tcp://10.0.0.5:8786
    """
    request = OverlayRequest(tolerance, near, geometry, threads)
    messages = Console(stderr=True)
    first = "" if is_compiled() else "（首次运行先编译内核，约半分钟）"
    with ExitStack() as stack:
        client = None if cluster is None else stack.enter_context(open_client(cluster))
        status = stack.enter_context(messages.status(f"正在叠加{first}")) if messages.is_terminal else None

        def tell(name: str) -> None:
            if status is not None:
                status.update(f"正在叠加 {name}{first}")

        summaries = overlay_files(blocks, layers, out, request, tell, client)
    for summary in summaries:
        typer.echo(_line(summary, near))
    for path in name_tables(out)[: 2 if near is None else 3]:
        typer.echo(f"已写入 {path}", err=True)


def _line(summary: OverlaySummary, near: float | None) -> str:
    text = f"{summary.layer}：重叠 {summary.pairs} 对，{summary.area_m2:.2f} m²"
    if summary.slivers:
        text += f"；细碎面 {summary.slivers} 对，{summary.sliver_area_m2:.2f} m²"
    if summary.entangled_features:
        text += f"；图层内有 {summary.entangled_features} 个要素互相重叠，不重复计算合计 {summary.total_m2:.2f} m²"
    if near is not None:
        text += f"；{near:g} m 内另有 {summary.nearby} 个要素"
    return text
