"""`kuanggui plan items` and `history`: what lies where in a plan as of a day, and how one thing became what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kuanggui.app.feature_records import feature_record, geojson_feature
from kuanggui.app.features import finding, history_of, parse_day, parse_moment, parse_window
from kuanggui.cli.names import FEATURE_VALUES, VALUES
from kuanggui.cli.options import Database
from kuanggui.cli.plan import console
from kuanggui.model.feature import FeatureKind, FeatureQuery, FeatureStatus, FeatureVersion

NAMES = VALUES | FEATURE_VALUES


class Form(StrEnum):
    """How items are shown."""

    TABLE = "table"
    JSON = "json"
    GEOJSON = "geojson"


Plan = Annotated[
    str | None,
    typer.Argument(
        metavar="PLAN", help="规划编号或其开头，默认最近导入的。The plan, by default the latest.", show_default=False
    ),
]


def items(
    db: Database,
    plan: Plan = None,
    as_of: Annotated[
        str | None, typer.Option(help="哪一天有效的，默认今天。In force on a day.", show_default=False)
    ] = None,
    known_at: Annotated[
        str | None, typer.Option(help="按当时库中所记（如 2024-06-30T18:00）。As recorded then.", show_default=False)
    ] = None,
    kind: Annotated[list[FeatureKind] | None, typer.Option(help="只看这些种类。Kinds.", show_default=False)] = None,
    status: Annotated[
        list[FeatureStatus] | None, typer.Option(help="只看这些状态。States.", show_default=False)
    ] = None,
    mineral: Annotated[str | None, typer.Option(help="矿种代号，如 coal。A mineral.", show_default=False)] = None,
    adcode: Annotated[str | None, typer.Option(help="行政区划代码，含下级。A division.", show_default=False)] = None,
    window: Annotated[str | None, typer.Option(help="西,南,东,北（度）。A window.", show_default=False)] = None,
    output: Annotated[Form, typer.Option("--format", help="表格、JSON 或 GeoJSON。")] = Form.TABLE,
) -> None:
    """列出某一天有效的区块、分区、矿业权、矿产地和矿山。Blocks, zones, rights, deposits and mines as of a day.

    示例 Examples:

    kuanggui plan items --db plans.db --as-of 2023-06-30

    kuanggui plan items --db plans.db --kind mining_block --mineral coal --window 113.0,39.8,113.5,40.2 --format geojson
    """
    query = FeatureQuery(
        plan=plan,
        as_of=parse_day(as_of, "--as-of") if as_of else date.today(),
        known_at=parse_moment(known_at, "--known-at") if known_at else None,
        kinds=tuple(kind or ()),
        statuses=tuple(status or ()),
        mineral=mineral,
        adcode=adcode,
        window=parse_window(window) if window else None,
    )
    with finding(db, query) as versions:
        if output is Form.TABLE:
            console().print(_table(versions))
        else:
            _stream(versions, output)


def history(
    db: Database,
    item: Annotated[str, typer.Argument(help="要素编号。The id of an item.", show_default=False)],
    plan: Annotated[str | None, typer.Option(help="规划编号或其开头。The plan.", show_default=False)] = None,
    output: Annotated[Form, typer.Option("--format", help="表格、JSON 或 GeoJSON。")] = Form.TABLE,
) -> None:
    """一个区块、分区或矿业权的全部版本：何时有效、何时记入、由哪次调整。Every version of an item.

    指标的版本见 kuanggui plan targets --item。For figures: plan targets --item.

    示例 Examples:

    kuanggui plan history CK01 --db plans.db

    kuanggui plan history CK01 --db plans.db --format geojson > CK01.geojson
    """
    versions = history_of(db, plan, item)
    if output is not Form.TABLE:
        _stream(iter(versions), output)
        return
    table = Table("版本", "有效", "记入", "调整", "名称", "矿种", "面积 km²", "几何", "来自")
    for version in versions:
        recorded = version.recorded_from.astimezone().strftime("%Y-%m-%d %H:%M")
        ended = version.recorded_to.astimezone().strftime("%Y-%m-%d %H:%M") if version.recorded_to else ""
        cells = (
            str(version.version),
            f"{version.valid_from} 至 {version.valid_to or '今'}",
            f"{recorded} 至 {ended or '今'}",
            version.adjustment or "",
            version.feature.name,
            "、".join(version.feature.minerals),
            area(version),
            NAMES[version.feature.shape.mark.value],
            "、".join(version.predecessors),
        )
        table.add_row(*map(Text, cells))
    console().print(table)


def area(version: FeatureVersion) -> str:
    """The computed area in km², or the stated one in brackets."""
    if version.area_m2 is not None:
        return f"{version.area_m2 / 1e6:.4f}"
    stated = version.feature.stated_area_km2
    return f"（{stated}）" if stated is not None else ""


def _table(versions: Iterator[FeatureVersion]) -> Table:
    table = Table("编号", "种类", "名称", "状态", "矿种", "行政区", "面积 km²", "几何", "自")
    for version in versions:
        feature = version.feature
        cells = (
            feature.id,
            NAMES[feature.kind.value],
            feature.name,
            NAMES[feature.status.value],
            "、".join(feature.minerals),
            "、".join(feature.adcodes),
            area(version),
            NAMES[feature.shape.mark.value],
            version.valid_from.isoformat(),
        )
        table.add_row(*map(Text, cells))
    return table


def _stream(versions: Iterator[FeatureVersion], output: Form) -> None:
    """One item a line, so that any number of them goes through."""
    collection = output is Form.GEOJSON
    typer.echo('{"type":"FeatureCollection","features":[' if collection else "[", nl=False)
    separator = "\n"
    for version in versions:
        record = geojson_feature(version) if collection else feature_record(version)
        typer.echo(separator + json.dumps(record, ensure_ascii=False), nl=False)
        separator = ",\n"
    typer.echo("\n]}" if collection else "\n]")
