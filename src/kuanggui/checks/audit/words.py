"""The word lists of the audit rules: YAML files in `data`."""

from __future__ import annotations

from typing import Any

from kuanggui.regulation.word_files import load_words


def read_words(name: str) -> dict[str, Any]:
    """The content of `data/<name>.yaml`."""
    content: dict[str, Any] = load_words("kuanggui.checks.audit", "data", f"{name}.yaml")
    return content
