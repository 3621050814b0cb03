"""Names of layers and fields that are not the standard's: a small YAML file says what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kuanggui.errors import InputError, RegulationDataError
from kuanggui.regulation.data_files import read_yaml
from kuanggui.regulation.standards import Edition, LayerEntry, nearest


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """What foreign names stand for: layers by file or layer name, fields for all layers and for single ones (by standard code)."""

    layers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    fields_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def renamed(self, layer: str) -> dict[str, str]:
        """Standard codes by given name, for one layer."""
        return {**self.fields, **self.fields_of.get(layer, {})}


def read_mapping(path: Path) -> FieldMapping:
    """Read `layers: {矿区界: KAICQK}`, `fields: {NAME: QKMC}`, `fields_of: {KAICQK: {AREA: QKMJ}}`; raises InputError."""
    try:
        content = read_yaml(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise InputError(f"{path}：无法读取（{error.strerror}）；请检查文件和权限") from error
    except (UnicodeDecodeError, RegulationDataError) as error:
        raise InputError(f"{path}：不是有效的 UTF-8 YAML（{error}）；请改正") from error
    unknown = set(content) - {"layers", "fields", "fields_of"}
    if unknown:
        raise InputError(f"{path}：不认识的键 {'、'.join(sorted(unknown))}；只用 layers、fields、fields_of")
    per_layer = {layer: _names(path, names) for layer, names in _table(path, content.get("fields_of", {})).items()}
    return FieldMapping(_names(path, content.get("layers", {})), _names(path, content.get("fields", {})), per_layer)


def _table(path: Path, given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise InputError(f"{path}：layers、fields、fields_of 之下应为“原名: 标准代码”；请改正")
    return given


def _names(path: Path, given: Any) -> dict[str, str]:
    return {str(name): str(code) for name, code in _table(path, given).items()}


def suggest(layer: LayerEntry, edition: Edition, given: Iterable[str]) -> dict[str, str]:
    """For fields the layer does not have: the field they look like or mean the same as, among those not there."""
    names = list(given)
    absent = [entry.code for entry in layer.fields if entry.code not in names]
    found = {}
    for name in names:
        if layer.field(name) is None:
            meant = edition.same_meaning(name).intersection(absent)
            likely = min(meant) if meant else nearest(name.upper(), absent)
            if likely is not None:
                found[name] = likely
    return found
