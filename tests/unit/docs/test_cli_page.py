"""The command reference is written from the commands, and each command explains itself."""

import importlib.util
from enum import StrEnum
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Annotated

import pytest
import typer

from kuanggui.cli.main import app

DOCS = Path(__file__).resolve().parents[3] / "docs"


class Shape(StrEnum):
    TABLE = "table"
    JSON = "json"


@pytest.fixture(scope="module")
def cli_page() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cli_page", DOCS / "cli_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def small_app() -> typer.Typer:
    small = typer.Typer(name="small")
    group = typer.Typer()
    small.add_typer(group, name="plan")

    @group.command()
    def show(
        files: Annotated[list[Path], typer.Argument(help="a file | more")],
        db: Annotated[Path, typer.Option(help="the store")],
        shape: Annotated[Shape, typer.Option("--format", help="the shape")] = Shape.TABLE,
    ) -> None:
        """Show a plan."""

    @group.command(hidden=True)
    def probe() -> None:
        """Nothing for users."""

    return small


def test_command_gets_a_section_with_usage_and_parameters(cli_page: ModuleType, small_app: typer.Typer) -> None:
    lines = cli_page.render(small_app).splitlines()
    assert [line for line in lines if line.startswith("## ")] == ["## small plan show"]
    assert "Show a plan." in lines
    assert "small plan show [OPTIONS] FILES..." in lines
    assert "| `FILES...` | a file \\| more | 必填 |" in lines
    assert "| `--db` | the store | 必填 |" in lines
    assert "| `--format` | the shape `table` `json` | `table` |" in lines


def test_page_holds_every_command_of_the_program(cli_page: ModuleType) -> None:
    source = (DOCS / cli_page.PAGE).read_text(encoding="utf-8")
    page = cli_page.on_page_markdown(source, SimpleNamespace(file=SimpleNamespace(src_uri=cli_page.PAGE)))
    assert cli_page.MARKER not in page
    for name, _ in cli_page.commands(typer.main.get_command(app), "kuanggui"):
        assert f"\n## {name}\n" in page


def test_every_command_and_parameter_explains_itself(cli_page: ModuleType) -> None:
    for name, command in cli_page.commands(typer.main.get_command(app), "kuanggui"):
        silent = [parameter.name for parameter in command.params if not (parameter.help or "").strip()]
        assert (name, command.help and command.help.strip() != "", silent) == (name, True, [])


def test_other_pages_stay_as_they_are(cli_page: ModuleType) -> None:
    page = SimpleNamespace(file=SimpleNamespace(src_uri="index.md"))
    assert cli_page.on_page_markdown(f"a {cli_page.MARKER}", page) == f"a {cli_page.MARKER}"
