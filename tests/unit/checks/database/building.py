"""A package put together from a case, in memory: what the case does not say is as in a sound package."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import shapely
import yaml

from kuanggui.checks.database.case import Documents, PackageCase
from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.phases import read
from kuanggui.ingest.plan import read_plan
from kuanggui.model.package import Damage, Feature, FieldSeen, LayerData, Package, PackageFile
from kuanggui.model.package.layer import Value
from kuanggui.model.reading import Reading
from kuanggui.regulation.standards import Edition, LayerEntry, read_edition

EDITION = Path(__file__).resolve().parents[4] / "examples" / "province_edition.yaml"
NAME = "990100示例市矿产资源规划数据库"
KEYS = {"name", "kind", "layers", "upper", "folder", "lacks", "metadata", "metadata_error", "edition"}
KEYS |= {"text", "annexes", "stored", "unreadable", "finds"}
LAYER_KEYS = {"rows", "name", "form", "crs", "without", "fields", "types", "lengths", "geometry", "missing"}
LAYER_KEYS |= {"encoding", "damage", "error", "entry", "known_by", "breaks_at"}


def build(folder: Path, case: Mapping[str, Any]) -> PackageCase:
    """The case that a rule is given."""
    assert set(case) <= KEYS, set(case) - KEYS
    edition = _edition(folder, case.get("edition"))
    upper = PackageCase(_package(case["upper"], edition, {}), edition) if "upper" in case else None
    return PackageCase(
        _package(case.get("layers", {}), edition, case), edition, _documents(folder, case), upper, date(2024, 1, 1)
    )


def _edition(folder: Path, given: Any) -> Edition:
    if given is None or isinstance(given, str):
        return read_edition(given or str(EDITION))
    path = folder / "edition.yaml"
    content = {"edition": "case", "title": "案例", "status": "local", "complete": True, "base": str(EDITION), **given}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return read_edition(str(path))


def _documents(folder: Path, case: Mapping[str, Any]) -> Documents:
    text = _read(folder, "plan", case["text"]) if "text" in case else None
    annexes = (_read(folder, "annexes", case["annexes"]),) if "annexes" in case else ()
    stored = read_plan(_read(folder, "stored", case["stored"])) if "stored" in case else None
    unreadable = tuple(case.get("unreadable", {}).items())
    return Documents(text, read_plan(text) if text else None, annexes, stored, unreadable)


def _read(folder: Path, name: str, text: str) -> Reading:
    path = folder / f"{name}.txt"
    path.write_text(_as_export(text), encoding="utf-8")
    return read(path)


def _as_export(text: str) -> str:
    """A tab before each cell, an empty line behind each row and table, as a word processor exports tables."""
    lines: list[str] = []
    within = False
    for line in text.splitlines():
        row = line.strip().startswith("|")
        if within and not row:
            lines.append("")
        if row:
            lines += [f"\t{cell.strip()}" for cell in line.strip().removeprefix("|").removesuffix("|").split("|")] + [
                ""
            ]
        else:
            lines.append(line)
        within = row
    return "\n".join(lines) + "\n"


def _package(layers: Mapping[str, Any], edition: Edition, case: Mapping[str, Any]) -> Package:
    lacks = set(case.get("lacks", ()))
    parts = [part for part in edition.parts if part.kind.value not in lacks]
    files = [PackageFile(f"{part.folder}/{part.kind.value}", 1, part.kind.value) for part in parts]
    return Package(
        case.get("folder", NAME),
        "ab" * 32,
        tuple(files),
        tuple(part.folder for part in parts),
        tuple(_layer(key, given, edition) for key, given in layers.items()),
        case.get("metadata", {}),
        case.get("metadata_error", ""),
    )


def _layer(key: str, given: Any, edition: Edition) -> LayerData:
    """`KAICQK` or, for a second layer of the same kind, `KAICQK 2`."""
    code = key.split(maxsplit=1)[0]
    given = {"rows": given} if isinstance(given, list) else given
    assert set(given) <= LAYER_KEYS, set(given) - LAYER_KEYS
    entry = edition.layer(given.get("entry", code))
    name = given.get("name", f"C1_990100_D_2020_{code}")
    rows = [_feature(number, row) for number, row in enumerate(given.get("rows", []), start=1)]
    damage = Damage(*given["damage"]) if "damage" in given else None
    return LayerData(
        path=f"ArcGIS/Shape/{name}.shp",
        sha256="cd" * 32,
        name=name,
        form=given.get("form", "shapefile"),
        read=lambda: _reading(rows, given.get("breaks_at")),
        code=code,
        entry=entry.key if entry else "",
        known_by=given.get("known_by", "code" if entry else ""),
        geometry=given.get("geometry", (entry.geometry if entry else None) or "polygon"),
        crs=given.get("crs", "EPSG:4490"),
        fields=tuple(_fields(entry, given)),
        features=len(rows),
        encoding=given.get("encoding", "GBK"),
        damage=damage,
        missing=tuple(given.get("missing", ())),
        error=given.get("error", ""),
    )


def _reading(rows: list[Feature], breaks_at: int | None) -> Any:
    for feature in rows:
        if feature.number == breaks_at:
            raise UnreadableFileError(f"第 {breaks_at} 行起读不下去")
        yield feature


def _fields(entry: LayerEntry | None, given: Mapping[str, Any]) -> list[FieldSeen]:
    types, lengths = given.get("types", {}), given.get("lengths", {})
    seen = [
        FieldSeen(
            field.code,
            types.get(field.code, field.type.value if field.type else "text"),
            lengths.get(field.code, field.length),
            field.decimals,
        )
        for field in (entry.fields if entry else ())
        if field.instead_of is None and field.code not in given.get("without", ())
    ]
    return seen + [FieldSeen(code, kind) for code, kind in given.get("fields", {}).items()]


def _feature(number: int, row: Mapping[str, Any]) -> Feature:
    values = {code: _value(value) for code, value in row.items() if code not in {"at", "wkt", "wkb"}}
    return Feature(number, values, _drawn(number, row))


def _value(value: Any) -> Value:
    return Decimal(str(value)) if isinstance(value, float) else value


def _drawn(number: int, row: Mapping[str, Any]) -> bytes | None:
    if "wkb" in row:
        return bytes.fromhex(row["wkb"])
    if "wkt" in row:
        return bytes(shapely.to_wkb(shapely.from_wkt(row["wkt"])))
    box = row.get("at", [112.1 + 0.02 * number, 38.1, 112.11 + 0.02 * number, 38.11])
    return None if box is None else bytes(shapely.to_wkb(shapely.box(*box)))
