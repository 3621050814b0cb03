"""Word lists of the checks."""

from __future__ import annotations

from functools import cache
from typing import Any

from kuanggui.regulation.word_files import load_words


@cache
def words(name: str) -> Any:
    """The content of `<name>.yaml` in this folder."""
    return load_words(__package__, f"{name}.yaml")
