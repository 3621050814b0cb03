"""`kuanggui adjust list`, `show`, `history` and `attachment`: reading adjustments."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kuanggui.app.adjustments import workflow
from kuanggui.app.adjustments.describe import adjustment_record, describe_changes
from kuanggui.app.adjustments.on_the_map import adjustment_geojson
from kuanggui.app.adjustments.reading import read_attachment
from kuanggui.app.adjustments.words import STATES
from kuanggui.app.authority import Credentials
from kuanggui.cli.adjust import Key, Output
from kuanggui.cli.adjust_words import ROLES, TYPES, remark_line, say
from kuanggui.cli.formats import Format
from kuanggui.cli.options import Database, Token
from kuanggui.cli.plan import console
from kuanggui.errors import InputError
from kuanggui.model.adjustment import Adjustment


class Form(StrEnum):
    """How an adjustment is shown."""

    TABLE = "table"
    JSON = "json"
    GEOJSON = "geojson"


def show_list(
    db: Database,
    plan: Annotated[str | None, typer.Option(help="规划编号或其开头。The plan.", show_default=False)] = None,
    output: Output = Format.TABLE,
) -> None:
    """列出调整及其状态。Adjustments and how far they have come.

    示例 Example:

    kuanggui adjust list --db plans.db
    """
    found = workflow.list_adjustments(db, plan)
    if output is Format.JSON:
        _print_json([adjustment_record(each) for each in found])
        return
    table = Table("编号", "类型", "题名", "状态", "拟定", "经手", "生效", "变更")
    for each in found:
        effective = each.effective_on.isoformat() if each.effective_on else ""
        count = str(len(each.changes) + len(each.targets))
        cells = (each.id, TYPES[each.type.value], each.title, STATES[each.state], each.author, each.by)
        table.add_row(*map(Text, (*cells, effective, count)))
    console().print(table)


def show(
    key: Key,
    db: Database,
    token: Token = None,
    output: Annotated[
        Form, typer.Option("--format", help="table 供阅读，json 供程序，geojson 为变更前后的图形。")
    ] = Form.TABLE,
) -> None:
    """一项调整的内容、变更前后、检查结果和经过。What it changes, what the check said, and the way it went.

    示例 Examples:

    kuanggui adjust show 140200-T001 --db plans.db

    kuanggui adjust show 140200-T001 --db plans.db --format geojson > 变更前后.geojson
    """
    if output is Form.GEOJSON:
        _print_json(adjustment_geojson(workflow.Desk(db, Credentials(token)), key))
        return
    steps = workflow.steps_of(db, key)
    if output is Form.JSON:
        _print_json([adjustment_record(each) for each in steps])
        return
    last = steps[-1]
    say(last)
    typer.echo(f"理由：{last.reason}\n依据：{last.basis}")
    for attachment in last.attachments:
        typer.echo(f"附件：{attachment.name}（{ROLES[attachment.role.value]}，SHA-256 {attachment.sha256[:12]}…）")
    for line in describe_changes(db, last):
        typer.echo(f"  {line}")
    for remark in last.remarks:
        typer.echo(f"  {remark_line(remark)}")
    for step in steps:
        typer.echo(_way(step))


def history(key: Key, db: Database, output: Output = Format.TABLE) -> None:
    """一项调整的每一步：何时、何人、意见，以及检查说了什么。Every step, with its comment and what the check said.

    示例 Example:

    kuanggui adjust history 140200-T001 --db plans.db
    """
    steps = workflow.steps_of(db, key)
    if output is Format.JSON:
        _print_json([adjustment_record(each) for each in steps])
        return
    say(steps[-1])
    told = steps[0].remarks
    for step in steps:
        typer.echo(f"第 {step.version} 步 {_way(step)}")
        for remark in step.remarks if step.remarks != told else ():
            typer.echo(f"  {remark_line(remark)}")
        told = step.remarks


def attachment(
    key: Key,
    db: Database,
    sha256: Annotated[str, typer.Argument(help="附件 SHA-256 的开头。The hash, or its beginning.", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="写到哪里，默认原名。Where to.", show_default=False)] = None,
    token: Token = None,
) -> None:
    """取出一个附件。Take a file out.

    示例 Example:

    kuanggui adjust attachment 140200-T001 5891b5b5 --out 论证报告.docx --db plans.db
    """
    known = {each.sha256 for step in workflow.steps_of(db, key) for each in step.attachments}
    fits = [each for each in sorted(known) if each.startswith(sha256)]
    if len(fits) != 1:
        raise InputError(f"{sha256}：{'对应多个附件' if fits else '没有这个附件'}；kuanggui adjust show {key} 列出全部")
    found, content = read_attachment(workflow.Desk(db, Credentials(token)), key, fits[0])
    path = out or Path(Path(found.name).name)
    if path.exists():
        raise InputError(f"{path}：已存在；请用 --out 换一个文件名")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path}：无法写入（{error.strerror}）；请检查路径和权限") from error
    typer.echo(str(path))


def _way(step: Adjustment) -> str:
    at = step.at.astimezone().strftime("%Y-%m-%d %H:%M") if step.at else ""
    effective = f"（自 {step.effective_on} 起）" if step.effective_on else ""
    return f"{at} {step.by} {STATES[step.state]}{effective} {step.comment}".rstrip()


def _print_json(content: object) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))
