"""Starting the command: where Python keeps its compiled code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = "from kuanggui.cli.start import start; start()"


def _run(cache: Path, **environment: str) -> None:
    given = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    given |= {"KUANGGUI_CACHE": str(cache), **environment}
    subprocess.run([sys.executable, "-c", COMMAND, "--help"], env=given, check=True, capture_output=True)


def test_compiled_code_goes_to_the_cache_where_python_may_not_write_beside_the_sources(tmp_path: Path) -> None:
    _run(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert list((tmp_path / "bytecode").rglob("main.*.pyc"))


def test_python_keeps_its_own_place_where_it_may_write(tmp_path: Path) -> None:
    _run(tmp_path)
    assert not (tmp_path / "bytecode").exists()


def test_a_cache_that_cannot_be_made_does_no_harm(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("taken")
    _run(blocked, PYTHONDONTWRITEBYTECODE="1")
