"""`kuanggui exchange`: plans up and down between levels, signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kuanggui.app.authority import Credentials
from kuanggui.app.features import parse_day
from kuanggui.app.levels.exchange import receive_plan, send_plan
from kuanggui.app.levels.keys import make_key
from kuanggui.cli.options import Database, Token

exchange = typer.Typer(
    help="上下级之间交换规划：签名、核验、幂等。Signed bundles between levels.", no_args_is_help=True
)
Bundle = Annotated[Path, typer.Argument(metavar="FILE", help="交换包（.zip）。The bundle.", show_default=False)]


@exchange.command()
def key(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="私钥文件。The private key.", show_default=False)],
) -> None:
    """生成签名密钥，打印公钥。Make a key for signing and print the public part.

    示例 Example:

    kuanggui exchange key 市局.key
    """
    typer.echo(make_key(path))


@exchange.command()
def send(
    bundle: Bundle,
    db: Database,
    key: Annotated[Path, typer.Option(help="签名私钥文件。The private key.", show_default=False)],
    plan: Annotated[str | None, typer.Option(help="规划编号或其开头。The plan.", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option(help="哪一天的状态，默认今天。As of a day.", show_default=False)] = None,
) -> None:
    """把一份规划写成签名的交换包。Write a plan into a signed bundle.

    示例 Example:

    kuanggui exchange send 上报.zip --db plans.db --key 市局.key
    """
    day = parse_day(as_of, "--as-of") if as_of else date.today()
    public = send_plan(db, plan, bundle, key, day)
    typer.echo(f"已写入 {bundle}，公钥 {public}")


@exchange.command()
def receive(
    bundle: Bundle,
    db: Database,
    trust: Annotated[list[str], typer.Option(help="信任的公钥，可重复。A trusted public key.", show_default=False)],
    token: Token = None,
) -> None:
    """核验并接收交换包；重复接收不起作用，与本库改动冲突的列出而不覆盖。Verify and take a bundle in, once.

    退出码 Exit codes: 0 已接收 received, 1 有冲突 with conflicts.

    示例 Example:

    kuanggui exchange receive 上报.zip --db province.db --trust 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29
    """
    received = receive_plan(db, bundle, tuple(trust), Credentials(token))
    state = "新接收" if received.is_new else "已在库中"
    typer.echo(f"{bundle}：规划 {received.plan} {state}，更新 {received.changed} 个要素")
    for conflict in received.conflicts:
        typer.echo(f"  冲突：{conflict}")
    if received.conflicts:
        raise typer.Exit(1)
