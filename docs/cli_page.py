"""Write the command reference from the commands themselves, so that the page cannot fall behind (a mkdocs hook)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import typer

PAGE = "reference/cli.md"
MARKER = "<!-- commands -->"


class _Page(Protocol):
    file: Any


def on_page_markdown(markdown: str, page: _Page, **_: Any) -> str:
    """Put the commands where the page says; every other page stays as it is."""
    if page.file.src_uri != PAGE:
        return markdown
    from kuanggui.cli.main import app  # noqa: PLC0415 - the other pages build without the program

    return markdown.replace(MARKER, render(app))


def render(app: typer.Typer) -> str:
    """One section for each command of an app, in the order of its own help."""
    root = typer.main.get_command(app)
    return "\n".join(_section(path, command) for path, command in commands(root, str(root.name)))


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command that can be called, with its full name (`kuanggui plan show`); hidden ones are left out."""
    if not hasattr(command, "list_commands"):
        yield path, command
        return
    for name in command.list_commands(None):
        child = command.get_command(None, name)
        if not child.hidden:
            yield from commands(child, f"{path} {name}")


def _section(path: str, command: Any) -> str:
    visible = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
    arguments = [p for p in visible if p.param_type_name == "argument"]
    options = [p for p in visible if p.param_type_name != "argument"]
    usage = " ".join([path, *(["[OPTIONS]"] if options else []), *(_metavar(p) for p in arguments)])
    lines = [f"## {path}", "", (command.help or "").strip(), "", "```text", usage, "```", ""]
    if visible:
        lines += ["| 参数 | 含义 | 默认 |", "|---|---|---|", *(_row(p) for p in arguments + options), ""]
    return "\n".join(lines)


def _metavar(argument: Any) -> str:
    name = (argument.metavar or argument.name).upper() + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _row(parameter: Any) -> str:
    is_argument = parameter.param_type_name == "argument"
    names = [_metavar(parameter)] if is_argument else [*parameter.opts, *parameter.secondary_opts]
    cells = [
        ", ".join(f"`{name}`" for name in names),
        " ".join([(parameter.help or "").strip(), *_choices(parameter)]),
        _default(parameter),
    ]
    return "| " + " | ".join(cell.replace("\n", " ").replace("|", "\\|") for cell in cells) + " |"


def _choices(parameter: Any) -> list[str]:
    return [f"`{getattr(choice, 'value', choice)}`" for choice in getattr(parameter.type, "choices", ())]


def _default(parameter: Any) -> str:
    if parameter.required:
        return "必填"
    value = getattr(parameter.default, "value", parameter.default)
    return "" if value is None or isinstance(value, bool) or callable(value) else f"`{value}`"
