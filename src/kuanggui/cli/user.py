"""`kuanggui user`: users of a database, their roles and tokens."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kuanggui.app import users
from kuanggui.app.authority import COUNTRY, Credentials
from kuanggui.cli.formats import Format
from kuanggui.cli.options import Database, Token
from kuanggui.cli.plan import console
from kuanggui.model.user import Role, User
from kuanggui.model.user import Token as UserToken

user = typer.Typer(help="数据库的用户、角色和令牌。Users, roles and tokens.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="用户名。The user.", show_default=False)]
Password = Annotated[
    str,
    typer.Option(
        envvar="KUANGGUI_PASSWORD", prompt=True, hide_input=True, help="密码；不写则询问。", show_default=False
    ),
]


@user.command()
def add(
    name: Name,
    db: Database,
    password: Password,
    role: Annotated[Role, typer.Option(help="角色。The role.", show_default=False)],
    adcode: Annotated[str, typer.Option(help="辖区代码，含下级。The region.")] = COUNTRY,
    token: Token = None,
) -> None:
    """建立用户；第一个须为 admin，此后写库都要令牌。Enter a user; the first is an administrator.

    示例 Example:

    kuanggui user add 张三 --role drafter --adcode 140200 --db plans.db
    """
    users.add_user(db, User(name, role, adcode, ""), password, Credentials(token))
    typer.echo(f"已建立用户 {name}：{role.value}，辖区 {adcode}")


@user.command()
def change(
    name: Name,
    db: Database,
    role: Annotated[Role | None, typer.Option(help="新角色。", show_default=False)] = None,
    adcode: Annotated[str | None, typer.Option(help="新辖区。", show_default=False)] = None,
    active: Annotated[bool | None, typer.Option("--active/--inactive", help="启用或停用。", show_default=False)] = None,
    token: Token = None,
) -> None:
    """变更角色、辖区，或停用。Change a role or region, or shut a user out.

    示例 Example:

    kuanggui user change 张三 --inactive --db plans.db
    """
    new = users.change_user(db, name, role=role, adcode=adcode, active=active, by=Credentials(token))
    typer.echo(f"{name}：{new.role.value}，辖区 {new.adcode}，{'启用' if new.active else '停用'}")


@user.command()
def token(
    name: Name,
    db: Database,
    password: Password,
    purpose: Annotated[str, typer.Option(help="用途。What it is for.")] = "cli",
    days: Annotated[int, typer.Option(help="有效天数。Days.", min=1, max=3650)] = users.DAYS,
) -> None:
    """以密码取得令牌，只显示一次。A token for a password, shown once.

    示例 Example:

    export KUANGGUI_TOKEN=$(kuanggui user token 张三 --db plans.db)
    """
    typer.echo(users.issue_token(db, name, password, purpose, days))


@user.command()
def revoke(
    key: Annotated[str, typer.Argument(help="令牌编号（第二段）。The id of the token.", show_default=False)],
    db: Database,
    token: Token = None,
) -> None:
    """停用一个令牌。Make a token useless.

    示例 Example:

    kuanggui user revoke 3fb1c2d4e5f6 --db plans.db
    """
    users.revoke_token(db, key, Credentials(token))
    typer.echo(f"令牌 {key} 已停用")


@user.command("list")
def show_list(
    db: Database,
    output: Annotated[Format, typer.Option("--format", help="table 供阅读，json 供程序。")] = Format.TABLE,
) -> None:
    """列出用户及其令牌（只有编号）。Users and the ids of their tokens.

    示例 Example:

    kuanggui user list --db plans.db
    """
    if output is Format.JSON:
        typer.echo(json.dumps([_record(*each) for each in users.list_users(db)], ensure_ascii=False, indent=1))
        return
    table = Table("用户", "角色", "辖区", "状态", "令牌")
    for each, tokens in users.list_users(db):
        keys = "、".join(f"{t.id}（{t.purpose}，至 {t.expires_on}{'' if t.active else '，已停用'}）" for t in tokens)
        cells = (each.name, each.role.value, each.adcode, "启用" if each.active else "停用", keys)
        table.add_row(*map(Text, cells))
    console().print(table)


def _record(user: User, tokens: Sequence[UserToken]) -> dict[str, object]:
    """A user without what proves who he is."""
    keys = [
        {"id": each.id, "purpose": each.purpose, "expires_on": each.expires_on.isoformat(), "active": each.active}
        for each in tokens
    ]
    told = {"name": user.name, "role": user.role.value, "adcode": user.adcode, "active": user.active}
    return {**told, "tokens": keys}
