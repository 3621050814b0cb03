"""Which field of a file holds what, and what its words mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from kuanggui.errors import InputError
from kuanggui.model.feature import FeatureStatus

FIELDS = ("number", "name", "minerals", "adcodes", "region", "stated_area_km2", "status")


@dataclass(frozen=True, slots=True)
class FieldWords:
    """Names of fields in order of preference, and words for how far a feature has come."""

    names: dict[str, tuple[str, ...]]
    statuses: dict[str, FeatureStatus]

    def assign(self, columns: tuple[str, ...]) -> dict[str, str]:
        """The column for each field that has one."""
        present = {plain(column): column for column in reversed(columns)}
        chosen = dict[str, str]()
        for field in FIELDS:
            found = next((present[name] for name in self.names.get(field, ()) if name in present), None)
            if found is not None and found not in chosen.values():
                chosen[field] = found
        return chosen


def plain(name: str) -> str:
    """A field name without case, blanks and underscores at its ends."""
    return "".join(name.split()).strip("_").casefold()


def field_words(own: Path | None) -> FieldWords:
    """The shipped words, those of a user's YAML before them; raises InputError for a file that is none."""
    return _words(own)


@cache
def _words(own: Path | None) -> FieldWords:
    shipped = yaml.safe_load(files("kuanggui.ingest").joinpath("data/feature_fields.yaml").read_text("utf-8"))
    added = _own(own) if own else {}
    names = {field: tuple(map(plain, [*_list(added, field), *shipped[field]])) for field in FIELDS}
    statuses = {
        word: FeatureStatus(status)
        for source in (shipped, added)
        for status, words in source.get("status_words", {}).items()
        for word in words
    }
    return FieldWords(names, statuses)


def _own(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}：不是可读的 YAML；请核对文件") from error
    known = {*FIELDS, "status_words"}
    if not isinstance(content, dict) or not set(content) <= known:
        raise InputError(f"{path}：应为字段名对照，键只能是 {'、'.join(sorted(known))}")
    if not set(content.get("status_words", {})) <= {status.value for status in FeatureStatus}:
        raise InputError(f"{path}：status_words 的键只能是 {'、'.join(status.value for status in FeatureStatus)}")
    return content


def _list(content: dict[str, Any], field: str) -> list[str]:
    value = content.get(field, [])
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
