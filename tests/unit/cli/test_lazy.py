"""Every command is found, and asking for one imports no other."""

import subprocess
import sys

import pytest
import typer

from kuanggui.cli.lazy import COMMANDS
from kuanggui.cli.main import app

LOADED = """
import sys
from typer.testing import CliRunner
from kuanggui.cli.main import app
CliRunner().invoke(app, sys.argv[1:])
print(" ".join(sorted(sys.modules)))
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_name_and_help(name: str) -> None:
    command = typer.main.get_command(app).get_command(None, name)  # type: ignore[attr-defined]
    assert command.name == name
    assert command.help


def test_an_unknown_command_is_none() -> None:
    assert typer.main.get_command(app).get_command(None, "forest") is None  # type: ignore[attr-defined]


def test_listing_plans_loads_neither_readers_nor_the_overlay_kernel(tmp_path: object) -> None:
    arguments = [sys.executable, "-c", LOADED, "plan", "list", "--db", f"{tmp_path}/none.db"]
    loaded = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout.split()
    assert "sqlalchemy" in loaded
    assert {"numba", "pyarrow", "numpy", "docx", "pdfplumber", "kuanggui.ingest", "alembic"} & set(loaded) == set()
