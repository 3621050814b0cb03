"""`kuanggui replay`: ask saved answers again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kuanggui.app.screening.replay import Replayed, replay_file
from kuanggui.cli.confirmations import tell_confirmations
from kuanggui.cli.options import LayerFolder


def replay(
    file: Annotated[Path, typer.Argument(help="保存的审查结果（JSON）。Saved answers.", show_default=False)],
    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            envvar="KUANGGUI_DB",
            help="数据库，默认保存时所用的。Database, default the one used.",
            show_default=False,
            metavar="DB",
        ),
    ] = None,
    layer_folder: LayerFolder = None,
    confirming: Annotated[
        bool,
        typer.Option(
            "--confirm", help="用另一套算法核对面积：库在服务器上用 PostGIS，否则用 GEOS。Measure areas a second way."
        ),
    ] = False,
) -> None:
    """重做保存的审查：一致，或者哪个输入、参数、规则、程序变了，带来什么不同。Replay saved answers.

    全部一致时退出码为 0，否则为 1。Exit code 0 when all are identical, else 1.

    示例 Examples:

    kuanggui screen 案件.yaml --db plans.db --format json --out 结果.json

    kuanggui replay 结果.json --confirm
    """
    same = True
    for replayed in replay_file(file, db, layer_folder, confirming=confirming):
        same = _tell(replayed) and same
    if not same:
        raise typer.Exit(1)


def _tell(replayed: Replayed) -> bool:
    """Print one replay; whether it is identical and confirmed."""
    typer.echo(f"{replayed.name}：{'一致' if replayed.identical else '不一致'}")
    for change in replayed.changes:
        typer.echo(f"  {change.kind} {change.name}：{change.before} → {change.after}")
        for effect in change.effect:
            typer.echo(f"    影响：{effect}")
    for difference in replayed.differences:
        typer.echo(f"  {difference}")
    return tell_confirmations(replayed.confirmations) and replayed.identical
