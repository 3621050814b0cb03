"""`kuanggui rules`: what the rules are."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kuanggui.app.rules import find_rule, list_rules
from kuanggui.cli.formats import Format
from kuanggui.findings.as_json import rule_json
from kuanggui.findings.rule_info import RuleInfo

rules = typer.Typer(help="查阅规则。Look up the rules.", no_args_is_help=True)
# A pipe has no width; wide enough that titles are not broken into many lines.
_PIPE_WIDTH = 200
_FORM = typer.Option("--format", help="table 供阅读，json 供程序。For people or for programs.")


@rules.command("list")
def list_all(output: Annotated[Format, _FORM] = Format.TABLE) -> None:
    """列出全部规则：代码、级别、类别、名称。All rules.

    示例 Example:

    kuanggui rules list --format json
    """
    if output is Format.JSON:
        typer.echo(json.dumps([rule_json(info) for info in list_rules()], ensure_ascii=False, indent=1))
        return
    table = Table("代码", "级别", "类别", "名称", "Title")
    for info in list_rules():
        table.add_row(info.code, info.severity.value, info.family.label, info.title, info.title_en)
    _console().print(table)


@rules.command()
def show(
    code: Annotated[str, typer.Argument(help="规则代码，如 AUD801。Code of the rule.", show_default=False)],
    output: Annotated[Format, _FORM] = Format.TABLE,
) -> None:
    """一条规则的全部说明。Everything about one rule.

    示例 Example:

    kuanggui rules show AUD801
    """
    info = find_rule(code)
    if output is Format.JSON:
        typer.echo(json.dumps(rule_json(info), ensure_ascii=False, indent=1))
        return
    table = Table(show_header=False)
    for name, value in _lines(info):
        if value:
            table.add_row(name, value)
    _console().print(table)


def _lines(info: RuleInfo) -> list[tuple[str, str]]:
    return [
        ("代码 Code", info.code),
        ("名称 Title", f"{info.title}\n{info.title_en}"),
        ("级别 Severity", info.severity.value),
        ("类别 Family", f"{info.family.label}\n{info.family.label_en}"),
        ("所查 Checks", info.description),
        ("说法 Message", f"{info.message}\n{info.message_en}"),
        ("建议 Remedy", "\n".join(text for text in (info.remedy, info.remedy_en) if text)),
        ("需要 Needs", ", ".join(info.needs)),
        ("参数 Parameters", ", ".join(info.parameters)),
        ("依据 Basis", "; ".join(f"{c.document} {c.article or ''}" for c in info.basis)),
    ]


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, markup=False)
