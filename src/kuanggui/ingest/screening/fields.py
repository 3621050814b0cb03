"""An application from named values: by path, nested, or under the names that lists use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from kuanggui.errors import InputError
from kuanggui.ingest.screening.values import UNIT_FIELDS, convert, split_unit
from kuanggui.model.plain import field_types
from kuanggui.model.screening.application import Application, Document
from kuanggui.model.screening.fields import field_names, label

REQUIRED = ("name", "purpose", "action", "minerals")
# Tons in each unit of a yearly scale.
TONS_A_YEAR = {
    f"{size}吨/年": Decimal(tons) for size, tons in (("", 1), ("千", 1e3), ("万", 1e4), ("百万", 1e6), ("亿", 1e8))
}
# Not part of the application: where it lies, and what people answer for.
APART = ("range", "crs", "overrides")


def read_application(given: Mapping[str, Any], where: str) -> Application:
    """The application; raises InputError naming the place for an unknown field, a bad value, or one that is missing."""
    said = _with_units({path: value for path, value in flatten(given, where).items() if path not in APART}, where)
    values = {path: convert(path, value, where) for path, value in said.items()}
    _in_common_unit(values)
    _check_heights(values, where)
    missing = [path for path in REQUIRED if not values.get(path)]
    if missing:
        names = "、".join(f"{label(path)}（{path}）" for path in missing)
        raise InputError(f"{where}：缺少{names}；请补充")
    application: Application = _build(Application, values, "")
    return application


def flatten(given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Values by path; empty ones are left out."""
    found: dict[str, Any] = {}
    for key, value in given.items():
        for path, part in _entries(str(key).strip(), value, where):
            if part is not None and str(part).strip() != "":
                found[path] = part
    return found


def _with_units(values: dict[str, Any], where: str) -> dict[str, Any]:
    """Amounts that bear their unit, taken apart; raises InputError where the unit beside them is another one."""
    for path, unit_path in UNIT_FIELDS.items():
        number, unit = split_unit(values.get(path, "")) or ("", "")
        if not unit:
            continue
        if path == "design.scale" and "/" not in unit:
            unit += "/年"
        if values.get(unit_path, unit) != unit:
            raise InputError(
                f"{where}：{label(path)}写作“{values[path]}”，{unit_path} 却是“{values[unit_path]}”；请核对"
            )
        values |= {path: number, unit_path: unit}
    return values


def _in_common_unit(values: dict[str, Any]) -> None:
    """A scale in tons of any size, in the 万吨/年 that rules and provisions count in."""
    tons = TONS_A_YEAR.get(values.get("design.unit", ""))
    if tons is not None and "design.scale" in values:
        scale = values["design.scale"] * tons / TONS_A_YEAR["万吨/年"]
        values |= {"design.scale": scale, "design.unit": "万吨/年"}


def _check_heights(values: dict[str, Any], where: str) -> None:
    """Raises InputError for heights upside down; of heights that are given in half nothing is known, and rules say so."""
    top, bottom = (values.get(f"elevation.{end}") for end in ("top_m", "bottom_m"))
    if top is None or bottom is None:
        values.pop("elevation.top_m", None)
        values.pop("elevation.bottom_m", None)
    elif top < bottom:
        raise InputError(f"{where}：上限标高 {top} 米低于下限标高 {bottom} 米；请核对")


def path_of(name: str) -> str | None:
    """The path of a field by its path or any of its names; None for a name that is no field."""
    return _paths().get(name.strip())


def _entries(key: str, value: Any, where: str) -> Iterator[tuple[str, Any]]:
    if key in APART:
        yield key, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _entries(f"{key}.{name}", part, where)
    else:
        path = path_of(key) or path_of(key.rpartition(".")[2])
        if path is None:
            raise InputError(f"{where}：没有字段“{key}”；字段名见 kuanggui screen --fields")
        yield path, value


@cache
def _paths() -> dict[str, str]:
    return {name: path for path, names in field_names().items() for name in (path, *names)}


def _build(kind: Any, values: Mapping[str, Any], prefix: str) -> Any:
    """A record from values by path; parts of which nothing is said keep their default."""
    made: dict[str, Any] = {}
    for name, hint in field_types(kind).items():
        path = prefix + name
        if path == "documents":
            made[name] = _documents(values)
        elif path in values:
            made[name] = values[path]
        else:
            part = _record_type(hint)
            if part is not None and any(key.startswith(f"{path}.") for key in values):
                made[name] = _build(part, values, f"{path}.")
    return kind(**made)


def _record_type(hint: Any) -> Any:
    options = getattr(hint, "__args__", (hint,))
    return next((option for option in options if is_dataclass(option)), None)


def _documents(values: Mapping[str, Any]) -> tuple[Document, ...]:
    return tuple(
        Document(path.removeprefix("documents."), present)
        for path, present in values.items()
        if path.startswith("documents.")
    )
