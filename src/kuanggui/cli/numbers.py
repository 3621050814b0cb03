"""`kuanggui numbers`: every number of a document and what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from kuanggui.app.numbers import NumberAccount, account_numbers
from kuanggui.cli.formats import Format
from kuanggui.model.number import NumberKind, NumberToken

KIND_NAMES = {
    NumberKind.QUANTITY: "数量",
    NumberKind.YEAR: "年份",
    NumberKind.PERIOD: "时段",
    NumberKind.DATE: "日期",
    NumberKind.ORDINAL: "序号",
    NumberKind.DOCUMENT_NUMBER: "文号",
    NumberKind.MAP_SCALE: "比例尺",
    NumberKind.RATIO: "比例",
    NumberKind.COORDINATE: "坐标",
    NumberKind.ROAD: "道路编号",
    NumberKind.REFERENCE: "引用",
    NumberKind.NAME: "名称中的数字",
    NumberKind.NOT_UNDERSTOOD: "未能识别",
}


def numbers(
    file: Annotated[Path, typer.Argument(help="规划文件 Plan document", show_default=False)],
    kind: Annotated[NumberKind | None, typer.Option(help="只列出某一类 Only this kind")] = None,
    output: Annotated[Format, typer.Option("--format", help="输出格式 Output format")] = Format.TABLE,
) -> None:
    """列出文件中的每一个数字及其类别。Account for every number of a document.

    例 Examples:

        kuanggui numbers 规划.docx

        kuanggui numbers 规划.docx --kind not_understood --format json
    """
    account = account_numbers(file)
    if output is Format.JSON:
        typer.echo(json.dumps(_as_json(account, kind), ensure_ascii=False, indent=1))
        return
    console = Console()
    summary = Table("类别", "个数", title=f"{account.document}：共 {len(account.tokens)} 个数字")
    for name, count in account.by_kind.items():
        summary.add_row(KIND_NAMES[name], str(count))
    console.print(summary)
    shown = kind or NumberKind.NOT_UNDERSTOOD
    listing = Table("行", "位置", "数字", "表", title=KIND_NAMES[shown])
    for token in account.tokens:
        if token.kind is shown:
            place = token.place
            listing.add_row(str(place.line), f"{place.start}–{place.end}", token.text, place.table or "")
    console.print(listing)
    console.print(f"未能识别的占 {account.share_not_understood:.2%}")


def _as_json(account: NumberAccount, kind: NumberKind | None) -> dict[str, Any]:
    tokens = [token for token in account.tokens if kind in {None, token.kind}]
    return {
        "document": account.document,
        "total": len(account.tokens),
        "by_kind": {name.value: count for name, count in account.by_kind.items()},
        "share_not_understood": round(account.share_not_understood, 4),
        "numbers": [_token_json(token) for token in tokens],
    }


def _token_json(token: NumberToken) -> dict[str, Any]:
    place, quantity = token.place, token.quantity
    entry: dict[str, Any] = {
        "kind": token.kind.value,
        "text": token.text,
        "line": place.line,
        "start": place.start,
        "end": place.end,
        "page": place.page,
        "table": place.table,
        "row": place.row,
        "column": place.column,
    }
    if quantity is not None and token.kind is NumberKind.QUANTITY:
        entry |= {
            "low": str(quantity.low),
            "high": str(quantity.high),
            "relation": quantity.relation.value,
            "unit": quantity.unit.name if quantity.unit else None,
            "basis": quantity.basis.value if quantity.basis else None,
        }
    return entry
