"""Words that headers and fields are known by, from the data file beside this package."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from kuanggui.spatial.formats.notation import clean

_LEFT_OUT = re.compile(r"[\s_./、:*]|\(.*?\)|\[.*?\]|(?:米|m)$", re.IGNORECASE)


@lru_cache(maxsize=1)
def load_words() -> dict[str, Any]:
    """The data file as it stands."""
    text = files("kuanggui.spatial.formats").joinpath("data/corner_words.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words


def simplify(header: str) -> str:
    """A header without blanks, brackets and units, in lower case."""
    return _LEFT_OUT.sub("", clean(header)).lower()


def find_role(header: str) -> str:
    """What a column stands for: a key of `columns`, or nothing."""
    plain = simplify(header)
    if not plain:
        return ""
    roles: dict[str, list[str]] = load_words()["columns"]
    exact = next((role for role, words in roles.items() if plain in words), "")
    return exact or next(
        (role for role, words in roles.items() if any(word[0] == "~" and word[1:] in plain for word in words)), ""
    )
