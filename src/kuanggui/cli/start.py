"""Where the `kuanggui` command begins: nothing is imported before Python knows where to keep its compiled code."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def start() -> None:
    """Run the command line."""
    _keep_compiled_code()
    from kuanggui.cli.main import run  # noqa: PLC0415 - what is imported before is compiled at every start

    run()


def _keep_compiled_code() -> None:
    """Where Python may not write beside the sources (PYTHONDONTWRITEBYTECODE), it keeps its compiled code in the user's cache.

    Without it a start takes two seconds longer, each time. `KUANGGUI_CACHE` names another folder.
    """
    if not sys.dont_write_bytecode or sys.pycache_prefix:
        return
    folder = Path(os.environ.get("KUANGGUI_CACHE") or Path.home() / ".cache" / "kuanggui") / "bytecode"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    if os.access(folder, os.W_OK):
        sys.pycache_prefix = str(folder)
        sys.dont_write_bytecode = False
