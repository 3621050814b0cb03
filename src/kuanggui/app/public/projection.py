"""What may be public, as data: which parts, fields, kinds and states, and how exact the shapes are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from kuanggui.app.plans import PARTS
from kuanggui.errors import InputError
from kuanggui.model.feature import FeatureKind, FeatureStatus

PACKAGE = files("kuanggui.app.public") / "data"
# What a public record may be made of at all; the rest of a version says who worked on it and how.
FIELDS = (
    "kind",
    "name",
    "number",
    "status",
    "level",
    "minerals",
    "adcodes",
    "stated_area_km2",
    "area_m2",
    "valid_from",
)
# What may be told of the adjustment that changed a figure; who drew it up, checked and approved it never is.
OF_A_CHANGE = ("since", "basis", "title")


class ShapeForm(StrEnum):
    """How exactly a shape is shown."""

    FULL = "full"
    ROUNDED = "rounded"
    SIMPLIFIED = "simplified"
    BOX = "box"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Titles:
    """Words in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Generalisation:
    """How a shape is made coarser: to `digits` decimals of a degree, or moved by at most `tolerance_m` metres."""

    form: ShapeForm
    digits: int = 5
    tolerance_m: float = 50.0


@dataclass(frozen=True, slots=True)
class LayerView:
    """How features are shown as a layer: the kinds and states it takes, its fields and attributes, and how exact its shapes are.

    `attributes` None shows every one. `untaken` are words that say of a block that it is taken; with them the layer leaves out these
    and blocks that a right carries out.
    """

    id: str
    title: Titles
    kinds: tuple[FeatureKind, ...]
    statuses: tuple[FeatureStatus, ...]
    fields: tuple[str, ...]
    attributes: tuple[str, ...] | None = ()
    shape: Generalisation = Generalisation(ShapeForm.FULL)
    untaken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Projection:
    """All that is public of a published plan: `parts` with their fields, and layers, each by name.

    `changes` is what is told of an adjustment where it changed a figure; the figure in force and the printed one are told in any case.
    """

    title: Titles
    source: Titles
    license: Titles
    parts: Mapping[str, tuple[str, ...]]
    layers: Mapping[str, LayerView]
    quote_characters: int = 0
    changes: tuple[str, ...] = ()


@cache
def load_projection(path: Path | None = None) -> Projection:
    """The projection of a file, or the one that comes with the program; raises InputError naming what does not fit."""
    try:
        text = (path or PACKAGE / "projection.yaml").read_text(encoding="utf-8")
        content = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}：公开目录读不出来（{error}）；请核对 KUANGGUI_PUBLIC_PROJECTION") from error
    _check(content, path)
    return Projection(
        **{name: Titles(**content[name]) for name in ("title", "source", "license")},
        parts={name: tuple(fields) for name, fields in content["parts"].items()},
        layers={name: _layer(name, record) for name, record in content["layers"].items()},
        quote_characters=content.get("quote_characters", 0),
        changes=tuple(content.get("changes", ())),
    )


def _layer(name: str, record: dict[str, Any]) -> LayerView:
    shape = record["geometry"]
    return LayerView(
        name,
        Titles(**record["title"]),
        tuple(FeatureKind(kind) for kind in record["kinds"]),
        tuple(FeatureStatus(status) for status in record["statuses"]),
        tuple(record["fields"]),
        tuple(record.get("attributes", ())),
        Generalisation(**shape | {"form": ShapeForm(shape["form"])}),
        tuple(record.get("untaken", ())),
    )


def _check(content: Any, path: Path | None) -> None:
    """A name that is not known is refused: a slip of the pen must not read as nothing to hide or nothing to show."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - slow to import
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    schema = json.loads((PACKAGE / "projection.json").read_text(encoding="utf-8"))
    error = best_match(Draft202012Validator(schema).iter_errors(content))
    if error is not None:
        raise InputError(f"{path}: {error.json_path}: {error.message}；请按随程序安装的 projection.yaml 改正")
    known: dict[str, set[str]] = {"kinds": {*FeatureKind}, "statuses": {*FeatureStatus}, "fields": {*FIELDS}}
    for name, layer in content["layers"].items():
        for key, words in known.items():
            _refuse(set(layer[key]) - words, f"{path}: layers.{name}.{key}")
    _refuse(set(content["parts"]) - set(PARTS), f"{path}: parts")
    _refuse(set(content.get("changes", ())) - set(OF_A_CHANGE), f"{path}: changes")


def _refuse(unknown: set[str], where: str) -> None:
    if unknown:
        raise InputError(f"{where}: 不认识 {'、'.join(sorted(unknown))}；请核对名称")
