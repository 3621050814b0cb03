"""An edition from the content of its files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kuanggui.regulation.standards.edition import Edition, Relation, RelationKind, Tolerance
from kuanggui.regulation.standards.entries import FieldEntry, FieldType, LayerEntry, Mark
from kuanggui.regulation.standards.naming import NamePattern, Part, PartKind

Content = dict[str, Any]


def build(content: Content) -> Edition:
    """The edition that a checked and merged content describes; raises KeyError for what is missing."""
    return Edition(
        name=content["edition"],
        title=content["title"],
        status=content["status"],
        complete=content["complete"],
        layers=tuple(_layer(entry) for entry in content.get("layers", ())),
        folder=_pattern(content.get("folder")),
        layer_file=_pattern(content.get("layer_file")),
        parts=tuple(_part(entry) for entry in content.get("parts", ())),
        levels={letter: entry["level"] for letter, entry in content.get("levels", {}).items()},
        encodings=_encodings(content.get("encoding")),
        tolerances={name: _tolerance(entry) for name, entry in content.get("tolerances", {}).items()},
        relations=tuple(_relation(entry) for entry in content.get("relations", ())),
        roles={name: tuple(entry["words"]) for name, entry in content.get("roles", {}).items()},
        kinds={name: tuple(entry["words"]) for name, entry in content.get("kinds", {}).items()},
        synonyms=tuple(frozenset(group) for group in content.get("synonyms", ())),
        sources={name: entry["title"] for name, entry in content.get("sources", {}).items()},
    )


def _layer(entry: Content) -> LayerEntry:
    return LayerEntry(
        code=entry.get("code"),
        name=str(entry.get("name") or entry["code"]),
        mark=Mark(entry["mark"]),
        kind=entry.get("kind"),
        geometry=entry.get("geometry"),
        required=entry.get("required"),
        inferred=tuple(entry.get("inferred", ())),
        source=entry.get("source", ""),
        fields=tuple(_field(field) for field in entry.get("fields", ())),
    )


def _field(entry: Content) -> FieldEntry:
    return FieldEntry(
        code=entry["code"],
        mark=Mark(entry["mark"]),
        name=entry.get("name", ""),
        role=entry.get("role"),
        type=FieldType(entry["type"]) if "type" in entry else None,
        length=entry.get("length"),
        decimals=entry.get("decimals"),
        unit=entry.get("unit"),
        domain=tuple(entry.get("domain", {}).items()),
        pattern=entry.get("pattern"),
        required=entry.get("required"),
        instead_of=entry.get("instead_of"),
        inferred=tuple(entry.get("inferred", ())),
    )


def _pattern(entry: Content | None) -> NamePattern | None:
    return NamePattern(entry["pattern"], entry["template"], Mark(entry["mark"])) if entry else None


def _part(entry: Content) -> Part:
    return Part(
        PartKind(entry["part"]),
        entry["folder"],
        Mark(entry["mark"]),
        tuple(entry.get("words", ())),
        entry.get("required"),
    )


def _encodings(entry: Content | None) -> tuple[str, ...]:
    return (entry["value"], *entry.get("also", ())) if entry else ()


def _tolerance(entry: Content) -> Tolerance:
    return Tolerance(Decimal(entry["value"]), entry.get("unit", ""), Mark(entry["mark"]))


def _relation(entry: Content) -> Relation:
    return Relation(
        RelationKind(entry["relation"]), tuple(entry["of"]), tuple(entry.get("zones", ())), Mark(entry["mark"])
    )
