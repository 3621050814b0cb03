"""`kuanggui adjust`: adjusting a plan, step by step."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kuanggui.app.adjustments import workflow
from kuanggui.app.adjustments.describe import adjustment_record, describe_changes
from kuanggui.app.adjustments.words import STATES
from kuanggui.app.authority import Action, Credentials
from kuanggui.app.features import parse_day
from kuanggui.cli.formats import Format
from kuanggui.cli.options import Database, Token
from kuanggui.cli.plan import console
from kuanggui.model.adjustment import Adjustment

adjust = typer.Typer(
    help="规划动态调整：拟定、提交、审核、批准、生效、上报、撤销。Adjust a plan.", no_args_is_help=True
)
Key = Annotated[str, typer.Argument(metavar="ADJUSTMENT", help="调整编号。The adjustment.", show_default=False)]
File = Annotated[Path, typer.Argument(help="调整方案（YAML）。The draft, a YAML file.", show_default=False)]
Comment = Annotated[str, typer.Option(help="意见。A comment.", show_default=False)]
Output = Annotated[Format, typer.Option("--format", help="table 供阅读，json 供程序。For people or for programs.")]
TYPES = {
    "annual_batch": "年度集中调整",
    "strategic_mineral": "战略性矿产",
    "sub_mineral": "亚矿种变更",
    "major_find": "重大找矿发现",
    "market_change": "市场技术条件变化",
    "special_project": "新增重大专项",
}


@adjust.command()
def new(
    file: File,
    db: Database,
    plan: Annotated[str | None, typer.Option(help="规划编号或其开头。The plan.", show_default=False)] = None,
    token: Token = None,
) -> None:
    """按方案文件拟定一项调整。Draft an adjustment.

    示例 Example:

    kuanggui adjust new 2023年度调整.yaml --db plans.db
    """
    _say(workflow.draft_adjustment(workflow.Desk(db, Credentials(token)), file, plan))


@adjust.command()
def change(key: Key, file: File, db: Database, token: Token = None) -> None:
    """改写草稿或被退回的调整。Redraft.

    示例 Example:

    kuanggui adjust change 140200-T001 2023年度调整.yaml --db plans.db
    """
    _say(workflow.redraft_adjustment(workflow.Desk(db, Credentials(token)), key, file))


@adjust.command()
def submit(key: Key, db: Database, comment: Comment = "", token: Token = None) -> None:
    """提交。Hand in.

    示例 Example:

    kuanggui adjust submit 140200-T001 --db plans.db
    """
    _say(workflow.submit_adjustment(workflow.Desk(db, Credentials(token)), key, comment))


@adjust.command()
def check(
    key: Key,
    db: Database,
    comment: Comment = "",
    as_of: Annotated[str | None, typer.Option(help="按哪一天的规定，默认今天。", show_default=False)] = None,
    token: Token = None,
) -> None:
    """自动检查并审核；有阻断问题则退回。Check: it goes on, or is returned with what blocks it.

    退出码 Exit codes: 0 通过 passed, 1 退回 returned.

    示例 Example:

    kuanggui adjust check 140200-T001 --db plans.db
    """
    day = parse_day(as_of, "--as-of") if as_of else None
    checked = workflow.check_submitted(workflow.Desk(db, Credentials(token)), key, comment, day)
    _say(checked)
    for remark in checked.remarks:
        typer.echo(f"  {'阻断' if remark.blocking else '提示'} {remark.rule}：{remark.message}")
    if checked.state is workflow.State.RETURNED:
        raise typer.Exit(1)


@adjust.command()
def approve(key: Key, db: Database, comment: Comment = "", token: Token = None) -> None:
    """批准。Approve.

    示例 Example:

    kuanggui adjust approve 140200-T001 --db plans.db
    """
    _say(workflow.approve_adjustment(workflow.Desk(db, Credentials(token)), key, comment))


@adjust.command("return")
def send_back(
    key: Key,
    db: Database,
    comment: Comment = "",
    as_approver: Annotated[bool, typer.Option(help="由批准人退回。By an approver.")] = False,
    token: Token = None,
) -> None:
    """附意见退回。Send back with comments.

    示例 Example:

    kuanggui adjust return 140200-T001 --comment "范围与基本农田相邻，请核" --db plans.db
    """
    action = Action.APPROVE if as_approver else Action.CHECK
    _say(workflow.return_adjustment(workflow.Desk(db, Credentials(token)), key, comment, action))


@adjust.command()
def enforce(
    key: Key,
    db: Database,
    effective: Annotated[
        str | None, typer.Option(help="生效日期，默认今天。From this day on.", show_default=False)
    ] = None,
    comment: Comment = "",
    token: Token = None,
) -> None:
    """使已批准的调整生效。Put an approved adjustment in force.

    示例 Example:

    kuanggui adjust enforce 140200-T001 --effective 2023-07-01 --db plans.db
    """
    day = parse_day(effective, "--effective") if effective else date.today()
    _say(workflow.enforce_adjustment(workflow.Desk(db, Credentials(token)), key, day, comment))


@adjust.command()
def report(key: Key, db: Database, comment: Comment = "", token: Token = None) -> None:
    """记下已上报。Note that it was reported upward.

    示例 Example:

    kuanggui adjust report 140200-T001 --db plans.db
    """
    _say(workflow.report_adjustment(workflow.Desk(db, Credentials(token)), key, comment))


@adjust.command()
def undo(
    key: Key,
    db: Database,
    reason: Annotated[str, typer.Option(help="撤销的理由。Why.", show_default=False)],
    token: Token = None,
) -> None:
    """拟定一项撤销它的新调整，照常走完全程。Draft the adjustment that takes one back.

    示例 Example:

    kuanggui adjust undo 140200-T001 --reason "依据文件已废止" --db plans.db
    """
    _say(workflow.undo_adjustment(workflow.Desk(db, Credentials(token)), key, reason))


@adjust.command("list")
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
        typer.echo(json.dumps([adjustment_record(each) for each in found], ensure_ascii=False, indent=1))
        return
    table = Table("编号", "类型", "题名", "状态", "拟定", "经手", "生效", "变更")
    for each in found:
        effective = each.effective_on.isoformat() if each.effective_on else ""
        cells = (each.id, TYPES[each.type.value], each.title, STATES[each.state], each.author, each.by)
        table.add_row(*map(Text, (*cells, effective, str(len(each.changes)))))
    console().print(table)


@adjust.command()
def show(key: Key, db: Database, output: Output = Format.TABLE) -> None:
    """一项调整的内容、变更前后和经过。What it changes, and the way it went.

    示例 Example:

    kuanggui adjust show 140200-T001 --db plans.db
    """
    steps = workflow.steps_of(db, key)
    if output is Format.JSON:
        typer.echo(json.dumps([adjustment_record(each) for each in steps], ensure_ascii=False, indent=1))
        return
    last = steps[-1]
    _say(last)
    typer.echo(f"理由：{last.reason}\n依据：{last.basis}")
    for attachment in last.attachments:
        typer.echo(f"附件：{attachment.name}（{attachment.role.value}，SHA-256 {attachment.sha256[:12]}…）")
    for line in describe_changes(db, last):
        typer.echo(f"  {line}")
    for step in steps:
        at = step.at.astimezone().strftime("%Y-%m-%d %H:%M") if step.at else ""
        typer.echo(f"{at} {step.by} {STATES[step.state]} {step.comment}".rstrip())


def _say(adjustment: Adjustment) -> None:
    typer.echo(f"{adjustment.id} {TYPES[adjustment.type.value]}“{adjustment.title}”：{STATES[adjustment.state]}")
