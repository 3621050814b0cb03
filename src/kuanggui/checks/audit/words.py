"""The word lists of the audit rules: YAML files in `data`."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_words(name: str) -> dict[str, Any]:
    """The content of `data/<name>.yaml`."""
    text = files("kuanggui.checks.audit").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, _LOADER)  # noqa: S506 - safe loaders only
    return content
