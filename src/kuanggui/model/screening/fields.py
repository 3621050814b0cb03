"""The names of the fields of a case and of their values, for readers and for messages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def field_names() -> dict[str, tuple[str, ...]]:
    """Path of each field with its Chinese name and the other names it goes by in lists."""
    return {path: tuple(names) for path, names in _load("fields").items()}


@cache
def value_names(vocabulary: str) -> dict[str, tuple[str, ...]]:
    """The values of a vocabulary with their words."""
    return {value: tuple(str(word) for word in words) for value, words in _load("values")[vocabulary].items()}


def label(path: str) -> str:
    """The Chinese name of a field."""
    return field_names()[path][0]


def word(vocabulary: str, value: str) -> str:
    """The Chinese word of a value, the value itself where there is none."""
    return value_names(vocabulary).get(value, (value,))[0]


def _load(name: str) -> dict[str, dict[str, list[str]]]:
    text = (files("kuanggui.model.screening") / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return loaded
