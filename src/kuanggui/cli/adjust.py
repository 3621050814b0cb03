"""`kuanggui adjust`: adjusting a plan, step by step."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kuanggui.app.adjustments import workflow
from kuanggui.app.authority import Action, Credentials
from kuanggui.app.features import parse_day
from kuanggui.cli.adjust_words import tell
from kuanggui.cli.formats import Format
from kuanggui.cli.options import Database, LayerFolder, Token
from kuanggui.cli.progress import phase_bar
from kuanggui.errors import InputError
from kuanggui.model.adjustment import AttachmentRole

adjust = typer.Typer(
    help="规划动态调整：拟定、提交、审核、批准、生效、上报、撤销。Adjust a plan.", no_args_is_help=True
)
Key = Annotated[str, typer.Argument(metavar="ADJUSTMENT", help="调整编号。The adjustment.", show_default=False)]
File = Annotated[Path, typer.Argument(help="调整方案（YAML）。The draft, a YAML file.", show_default=False)]
Comment = Annotated[str, typer.Option(help="意见。A comment.", show_default=False)]
Output = Annotated[Format, typer.Option("--format", help="table 供阅读，json 供程序。For people or for programs.")]
CHECKS = {"eligibility": "调整规则", "screening": "审查区块", "database": "数据库规则", "audit": "复核数字"}


@adjust.command()
def new(
    file: File,
    db: Database,
    plan: Annotated[str | None, typer.Option(help="规划编号或其开头。The plan.", show_default=False)] = None,
    token: Token = None,
    output: Output = Format.TABLE,
) -> None:
    """按方案文件拟定一项调整。Draft an adjustment.

    示例 Example:

    kuanggui adjust new 2023年度调整.yaml --db plans.db
    """
    tell(workflow.draft_adjustment(workflow.Desk(db, Credentials(token)), file, plan), output)


@adjust.command()
def change(key: Key, file: File, db: Database, token: Token = None, output: Output = Format.TABLE) -> None:
    """改写草稿或被退回的调整。Redraft.

    示例 Example:

    kuanggui adjust change 140200-T001 2023年度调整.yaml --db plans.db
    """
    tell(workflow.redraft_adjustment(workflow.Desk(db, Credentials(token)), key, file), output)


@adjust.command()
def submit(key: Key, db: Database, comment: Comment = "", token: Token = None, output: Output = Format.TABLE) -> None:
    """提交。Hand in.

    示例 Example:

    kuanggui adjust submit 140200-T001 --db plans.db
    """
    tell(workflow.submit_adjustment(workflow.Desk(db, Credentials(token)), key, comment), output)


@adjust.command()
def check(
    key: Key,
    db: Database,
    comment: Comment = "",
    as_of: Annotated[str | None, typer.Option(help="按哪一天的规定，默认今天。", show_default=False)] = None,
    layers: LayerFolder = None,
    token: Token = None,
    output: Output = Format.TABLE,
) -> None:
    """自动检查（调整规则、审查、数据库规则、复核）；有阻断问题则退回。Check: it goes on, or is returned with what blocks it.

    退出码 Exit codes: 0 通过 passed, 1 退回 returned.

    示例 Example:

    kuanggui adjust check 140200-T001 --db plans.db
    """
    day = parse_day(as_of, "--as-of") if as_of else None
    desk = workflow.Desk(db, Credentials(token), layers=layers)
    with phase_bar("检查", CHECKS) as report:
        checked = workflow.check_submitted(desk, key, comment, day, report)
    tell(checked, output)
    if checked.state is workflow.State.RETURNED:
        raise typer.Exit(1)


@adjust.command()
def approve(key: Key, db: Database, comment: Comment = "", token: Token = None, output: Output = Format.TABLE) -> None:
    """批准。Approve.

    示例 Example:

    kuanggui adjust approve 140200-T001 --db plans.db
    """
    tell(workflow.approve_adjustment(workflow.Desk(db, Credentials(token)), key, comment), output)


@adjust.command("return")
def send_back(
    key: Key,
    db: Database,
    comment: Comment = "",
    as_approver: Annotated[bool, typer.Option(help="由批准人退回。By an approver.")] = False,
    token: Token = None,
    output: Output = Format.TABLE,
) -> None:
    """附意见退回。Send back with comments.

    示例 Example:

    kuanggui adjust return 140200-T001 --comment "范围与基本农田相邻，请核" --db plans.db
    """
    action = Action.APPROVE if as_approver else Action.CHECK
    tell(workflow.return_adjustment(workflow.Desk(db, Credentials(token)), key, comment, action), output)


@adjust.command()
def enforce(
    key: Key,
    db: Database,
    effective: Annotated[
        str | None, typer.Option(help="生效日期，默认今天。From this day on.", show_default=False)
    ] = None,
    comment: Comment = "",
    token: Token = None,
    output: Output = Format.TABLE,
) -> None:
    """使已批准的调整生效。Put an approved adjustment in force.

    示例 Example:

    kuanggui adjust enforce 140200-T001 --effective 2023-07-01 --db plans.db
    """
    day = parse_day(effective, "--effective") if effective else date.today()
    tell(workflow.enforce_adjustment(workflow.Desk(db, Credentials(token)), key, day, comment), output)


@adjust.command()
def report(key: Key, db: Database, comment: Comment = "", token: Token = None, output: Output = Format.TABLE) -> None:
    """记下已上报。Note that it was reported upward.

    示例 Example:

    kuanggui adjust report 140200-T001 --db plans.db
    """
    tell(workflow.report_adjustment(workflow.Desk(db, Credentials(token)), key, comment), output)


@adjust.command()
def undo(
    key: Key,
    db: Database,
    reason: Annotated[str, typer.Option(help="撤销的理由。Why.", show_default=False)],
    token: Token = None,
    output: Output = Format.TABLE,
) -> None:
    """拟定一项撤销它的新调整，照常走完全程。Draft the adjustment that takes one back.

    示例 Example:

    kuanggui adjust undo 140200-T001 --reason "依据文件已废止" --db plans.db
    """
    tell(workflow.undo_adjustment(workflow.Desk(db, Credentials(token)), key, reason), output)


@adjust.command()
def attach(
    key: Key,
    db: Database,
    file: Annotated[Path, typer.Argument(help="附件。A file.", show_default=False)],
    role: Annotated[
        AttachmentRole, typer.Option(help="论证、方案、依据或其他。What the file is for.")
    ] = AttachmentRole.OTHER,
    token: Token = None,
    output: Output = Format.TABLE,
) -> None:
    """给草稿加附件，按 SHA-256 存入库中。Put a file to a draft.

    示例 Example:

    kuanggui adjust attach 140200-T001 论证报告.docx --role argument --db plans.db
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}：读不出附件（{error.strerror}）；请核对路径") from error
    tell(workflow.attach_file(workflow.Desk(db, Credentials(token)), key, file.name, content, role), output)


@adjust.command()
def detach(
    key: Key,
    db: Database,
    sha256: Annotated[str, typer.Argument(help="附件的 SHA-256。The hash of the file.", show_default=False)],
    token: Token = None,
    output: Output = Format.TABLE,
) -> None:
    """从草稿去掉附件；先前各步仍保留。Take a file from a draft.

    示例 Example:

    kuanggui adjust detach 140200-T001 5891b5b522d5df08… --db plans.db
    """
    tell(workflow.detach_file(workflow.Desk(db, Credentials(token)), key, sha256), output)
