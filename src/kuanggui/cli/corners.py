"""`kuanggui corners`: read the corners of ranges, show the reading, convert it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from kuanggui.app.corners import RangeOptions, RangeReport, RangeSummary, describe_range, read_range
from kuanggui.cli.formats import Format
from kuanggui.errors import InputError
from kuanggui.spatial.formats.notation import Notation, write_signs
from kuanggui.spatial.formats.parcels import Doubt, Reading
from kuanggui.spatial.formats.writing import Target, write_range

_PIPE_WIDTH = 160
_MOST_STDIN = 32 * 1024 * 1024


def corners(
    file: Annotated[
        str, typer.Argument(help="坐标文件，- 为标准输入的文字。A file, or - for text from stdin.", show_default=False)
    ],
    to: Annotated[
        Target | None, typer.Option("--to", help="转换为此格式。Convert to this format.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="写入此文件，默认为标准输出。Write here.", show_default=False)
    ] = None,
    reading: Annotated[
        Notation | None,
        typer.Option(
            "--reading",
            help="两种读法都可能时指定：packed 度.分秒，decimal 十进制度等。How degrees are written.",
            show_default=False,
        ),
    ] = None,
    crs: Annotated[
        str | None, typer.Option("--crs", help="坐标系，如 EPSG:4547。Reference system.", show_default=False)
    ] = None,
    zone: Annotated[
        int | None,
        typer.Option(
            "--zone", help="横坐标没有带号时的带号：25-45 为 3 度带，13-23 为 6 度带。Zone.", show_default=False
        ),
    ] = None,
    shift: Annotated[
        str | None,
        typer.Option(
            "--shift",
            help="北京 54、西安 80 的三参数或七参数：ΔX,ΔY,ΔZ[,εx,εy,εz,m]，米、秒、ppm。",
            show_default=False,
        ),
    ] = None,
    layer: Annotated[
        str | None, typer.Option("--layer", help="文件有多个图层时指定一个。Layer.", show_default=False)
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="文件编码，如 GBK。Encoding.", show_default=False)
    ] = None,
    notation: Annotated[
        Notation | None,
        typer.Option("--notation", help="转换时的写法。Notation of what is written.", show_default=False),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="table 供阅读，json 供程序。For people or programs.")
    ] = Format.TABLE,
) -> None:
    """读取拐点坐标：认格式、坐标系与写法，列出点号、两种坐标、面积与疑点，并可转换。Read, check and convert corners.

    可读：区域坐标串、国土坐标 TXT、GDZB、TXT/CSV/XLSX/DOCX 拐点表、Shapefile、FileGDB、GeoPackage、GeoJSON、GeoParquet、KML、DXF。
    有两种读法而无从判定时列出两种并停止，用 --reading 指定。

    示例 Examples:

    kuanggui corners 范围.txt

    kuanggui corners 拐点.xlsx --zone 38 --to land_txt --out 范围.txt

    echo "1,4,113.1530,34.4005,…" | kuanggui corners - --reading packed --format json
    """
    options = RangeOptions(reading, crs, zone, shift, layer, encoding)
    found = read_range(_read_stdin() if file == "-" else Path(file), options)
    if to is not None:
        _convert(found, to, out, notation)
        if out is None:
            return
    report = describe_range(found)
    if output is Format.JSON:
        typer.echo(json.dumps(report_record(report), ensure_ascii=False, indent=1))
    else:
        _print(report)


def _read_stdin() -> str:
    text = sys.stdin.read(_MOST_STDIN + 1)
    if len(text) > _MOST_STDIN:
        raise InputError("标准输入超过 32 MB；请改用文件")
    return text


def _convert(found: Reading, to: Target, out: Path | None, notation: Notation | None) -> None:
    content = write_range(found, to, notation)
    if out is not None:
        try:
            out.write_bytes(content)
        except OSError as error:
            raise InputError(f"{out}：无法写入（{error.strerror}）；请检查路径和权限") from error
        typer.echo(f"已写入 {out}", err=True)
        return
    if to is Target.XLSX:
        raise InputError("XLSX 不能写到标准输出；请用 --out 指定文件")
    for doubt in found.doubts:
        typer.echo(_doubt_line(doubt), err=True)
    typer.echo(content, nl=False)


def report_record(report: RangeReport) -> dict[str, Any]:
    """The report as JSON."""
    return {
        "form": report.form, "crs": report.crs, "zone": report.zone,
        "ranges": [_range_record(found) for found in report.ranges],
        "doubts": [asdict(doubt) for doubt in report.doubts],
    }  # fmt: skip


def _range_record(found: RangeSummary) -> dict[str, Any]:
    parcel = found.parcel
    return {
        "name": parcel.name, "place": parcel.place,
        "highest_m": parcel.highest_m, "lowest_m": parcel.lowest_m, "attributes": parcel.attributes,
        "area_km2": str(found.area_km2), "area_m2": round(found.area_m2, 2),
        "plane_area_m2": round(found.plane_area_m2, 2), "geodesic_area_m2": round(found.geodesic_area_m2, 2),
        "perimeter_m": round(found.perimeter_m, 2),
        "rings": [
            {"hole": ring.hole, "corners": [asdict(corner) for corner in corners]}
            for ring, corners in zip(parcel.rings, found.corners, strict=True)
        ],
    }  # fmt: skip


def _print(report: RangeReport) -> None:
    console = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False)
    console.print(f"{report.form}，{report.crs}，{len(report.ranges)} 个范围；平面坐标为 {report.zone}", markup=False)
    for number, found in enumerate(report.ranges, 1):
        console.print(f"\n{found.parcel.name or f'范围 {number}'}  {_figures(found)}", markup=False)
        console.print(_draw(found))
    for doubt in report.doubts:
        console.print(_doubt_line(doubt), markup=False)


def _figures(found: RangeSummary) -> str:
    parts = [
        f"面积 {found.area_km2} km²（椭球 {found.area_m2:.2f} m²，平面 {found.plane_area_m2:.2f} m²）",
        f"周长 {found.perimeter_m:.2f} m",
    ]
    parcel = found.parcel
    if parcel.highest_m is not None or parcel.lowest_m is not None:
        limits = ("—" if limit is None else f"{limit:g}" for limit in (parcel.highest_m, parcel.lowest_m))
        parts.append(f"标高 {' 至 '.join(limits)} m")
    return "，".join(parts)


def _draw(found: RangeSummary) -> Table:
    table = Table("圈", "点号", "X（纵）", "Y（横）", "经度", "纬度")
    for number, (ring, corners) in enumerate(zip(found.parcel.rings, found.corners, strict=True), 1):
        for corner in corners:
            table.add_row(
                f"{number}{'（挖空）' if ring.hole else ''}", corner.label, f"{corner.northing:.3f}", f"{corner.easting:.3f}",
                write_signs(corner.lon), write_signs(corner.lat),
            )  # fmt: skip
    return table


def _doubt_line(doubt: Doubt) -> str:
    readings = f"（{'；'.join(doubt.readings)}）" if doubt.readings else ""
    return f"疑点 {doubt.where}：{doubt.text}{readings}"
