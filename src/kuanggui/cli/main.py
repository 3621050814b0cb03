"""The `kuanggui` command."""

from __future__ import annotations

import io
import sys

import typer

from kuanggui.cli.audit import audit
from kuanggui.cli.db import db
from kuanggui.cli.demo import demo
from kuanggui.cli.import_ import import_
from kuanggui.cli.layer import layer
from kuanggui.cli.numbers import numbers
from kuanggui.cli.overlay import overlay
from kuanggui.cli.plan import plan
from kuanggui.cli.rules import rules
from kuanggui.cli.tables import tables
from kuanggui.errors import KuangguiError

app = typer.Typer(
    name="kuanggui",
    help="矿规：读取矿产资源规划、复核全部数字、入库并展示。Read a mineral plan, check its numbers, store and show it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def main() -> None:
    """矿规：矿产资源规划的读取、复核、入库与展示。"""


app.command()(tables)
app.command()(audit)
app.add_typer(rules, name="rules")
app.command()(numbers)
app.command()(demo)
app.command("import")(import_)
app.add_typer(plan, name="plan")
app.add_typer(db, name="db")
app.add_typer(layer, name="layer")
app.command()(overlay)


def run() -> None:
    """Run the command line; known errors become one line on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except KuangguiError as error:
        sys.stderr.write(f"错误：{error}\n")
        raise SystemExit(error.exit_code) from None
