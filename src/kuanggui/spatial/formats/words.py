"""Words that headers and fields are known by, from the data file beside this package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from kuanggui.errors import RegulationDataError
from kuanggui.spatial.formats.notation import clean

_LEFT_OUT = re.compile(r"[\s_./、:*]|\(.*?\)|\[.*?\]|(?:米|m)$", re.IGNORECASE)


_PATH = files("kuanggui.spatial.formats").joinpath("data/corner_words.yaml")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of headers by the role of their column, fields that name features, words before limits, words that name nothing."""

    columns: dict[str, tuple[str, ...]]
    names: tuple[str, ...]
    elevation: tuple[str, ...]
    no_names: tuple[str, ...]


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The data file; raises RegulationDataError when it is not as it should be."""
    return parse_words(_PATH.read_text(encoding="utf-8"))


def parse_words(text: str) -> Words:
    """The same from its text."""
    try:
        data = yaml.safe_load(text)
        columns = {str(role): _read_list(role, words) for role, words in data["columns"].items()}
        return Words(columns, *(_read_list(key, data[key]) for key in ("names", "elevation", "no_names")))
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise RegulationDataError(
            f"corner_words.yaml：缺少 columns、names、elevation 或 no_names（{error}）；请对照原文件改正"
        ) from error


def _read_list(key: str, words: object) -> tuple[str, ...]:
    """Words as text: y and n without quotation marks are no words in YAML."""
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise RegulationDataError(f"corner_words.yaml：{key} 应为词的列表；y、n、数字等请加引号")
    return tuple(words)


def simplify(header: str) -> str:
    """A header without blanks, brackets and units, in lower case."""
    return _LEFT_OUT.sub("", clean(header)).lower()


def find_role(header: str) -> str:
    """What a column stands for: a key of `columns`, or nothing."""
    plain = simplify(header)
    if not plain:
        return ""
    roles = load_words().columns
    exact = next((role for role, words in roles.items() if plain in words), "")
    return exact or next(
        (role for role, words in roles.items() if any(word[0] == "~" and word[1:] in plain for word in words)), ""
    )
