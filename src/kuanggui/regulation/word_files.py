"""The word lists that other packages ship as YAML beside their code."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_words(package: str, *path: str) -> Any:
    """The content of a YAML file of a package, as plain dicts, lists, strings and numbers."""
    text = files(package).joinpath(*path).read_text(encoding="utf-8")
    return yaml.load(text, _LOADER)  # noqa: S506 - safe loaders only
