"""GDAL as a program of its own, of whatever age the system has it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def quietly_opened(path: Path) -> str:
    """What ogrinfo tells of a file that it opens without any word of warning."""
    program = shutil.which("ogrinfo")
    if program is None:
        pytest.fail("ogrinfo is missing") if os.environ.get("CI") else pytest.skip("ogrinfo is missing (gdal-bin)")
    done = subprocess.run([program, "-al", "-so", path], capture_output=True, encoding="utf-8", check=True)
    assert "Warning" not in done.stdout + done.stderr
    assert "ERROR" not in done.stderr
    return done.stdout
