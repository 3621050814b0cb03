"""Commands that are imported when they are called, so that none pays for the libraries of the others."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

# Name of a command, in the order of the help, and where it stands below `kuanggui.cli`.
COMMANDS = {
    "tables": "tables:tables",
    "audit": "audit:audit",
    "rules": "rules:rules",
    "numbers": "numbers:numbers",
    "demo": "demo:demo",
    "import": "import_:import_",
    "plan": "plan_group:plan",
    "adjust": "adjust_group:adjust",
    "calendar": "calendar:calendar",
    "db": "db:db",
    "user": "user:user",
    "publish": "publish:publish",
    "exchange": "exchange:exchange",
    "levels": "levels:levels",
    "layer": "layer:layer",
    "overlay": "overlay:overlay",
    "corners": "corners:corners",
    "screen": "screen:screen",
    "replay": "replay:replay",
    "gaps": "gaps:gaps",
    "regulation": "regulation:regulation",
    "package": "package:package",
    "serve": "serve:serve",
}


class LazyCommands(TyperGroup):
    """The group of all commands; each is a function, or a Typer app with commands of its own."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every name, without importing anything."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, imported now; None if there is none."""
        if cmd_name not in self.commands and cmd_name in COMMANDS:
            self.commands[cmd_name] = _load(cmd_name)
        return self.commands.get(cmd_name)


def _load(name: str) -> Any:
    module, _, attribute = COMMANDS[name].partition(":")
    found = getattr(import_module(f"kuanggui.cli.{module}"), attribute)
    single = found if isinstance(found, typer.Typer) else _app_of(found, name)
    command = typer.main.get_command(single)
    command.name = name
    return command


def _app_of(function: Any, name: str) -> typer.Typer:
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(name)(function)
    return app
