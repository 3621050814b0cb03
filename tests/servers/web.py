"""A command that serves the site, in a process of its own on a free port."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

PATIENCE = 120  # seconds; a loaded machine is slow
START = "from kuanggui.cli.start import start; start()"


@contextmanager
def running(command: list[str], log: Path, **environment: str) -> Iterator[httpx2.Client]:
    """Run a command of `kuanggui` that ends with an address, and speak to that address until the block ends."""
    with (
        log.open("ab") as errors,
        subprocess.Popen(
            [sys.executable, "-c", START, *command],
            stdout=subprocess.PIPE,
            stderr=errors,
            env=os.environ | {"PYTHONUNBUFFERED": "1"} | environment,
            text=True,
            encoding="utf-8",
        ) as process,
    ):
        try:
            with httpx2.Client(base_url=_address(process), timeout=PATIENCE, trust_env=False) as client:
                yield client
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "网页 Page: " in line:
            return line.split("网页 Page: ")[1].split()[0]
    raise AssertionError("the command ended without an address")
