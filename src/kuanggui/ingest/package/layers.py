"""The layers of a package: shapefiles, file geodatabases, GeoPackages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyogrio

from kuanggui.errors import UnreadableFileError
from kuanggui.ingest.package.dbf import Table, find_damage, read_head
from kuanggui.ingest.package.features import FeatureSource
from kuanggui.ingest.package.inventory import hash_file
from kuanggui.ingest.package.mapping import FieldMapping
from kuanggui.ingest.package.widths import read_widths
from kuanggui.model.package import Damage, FieldSeen, LayerData
from kuanggui.regulation.standards import Edition, LayerEntry

FORMS = {".shp": "shapefile", ".gdb": "filegdb", ".gpkg": "geopackage"}
_COMPANIONS = (".shx", ".dbf", ".prj", ".cpg")
_TYPES = {
    "OFTString": "text", "OFTInteger": "integer", "OFTInteger64": "integer", "OFTReal": "decimal", "OFTDate": "date", "OFTDateTime": "date",
}  # fmt: skip
_DEFAULT_ENCODING = "GBK"


@dataclass(frozen=True, slots=True)
class LayerReader:
    """Reads the layers below a folder against an edition; `mapping` says what foreign names stand for."""

    root: Path
    edition: Edition
    mapping: FieldMapping

    def layers_of(self, inside: str) -> Iterator[LayerData]:
        """Every layer of one file; a file that cannot be read gives one layer that says why."""
        path = self.root / inside
        digest = hash_file(path)
        try:
            names = [None] if path.suffix.lower() == ".shp" else [str(row[0]) for row in pyogrio.list_layers(path)]
        except (pyogrio.errors.DataSourceError, RuntimeError) as error:
            yield self._broken(inside, digest, path.stem, error)
            return
        for name in names:
            yield self._layer(inside, digest, path, name)

    def _layer(self, inside: str, digest: str, path: Path, name: str | None) -> LayerData:
        try:
            table, encoding, damage = self._texts(path)
            options: dict[str, Any] = {"encoding": encoding} if encoding else {}
            info = pyogrio.read_info(path, layer=name, force_feature_count=True, **options)
        except (
            pyogrio.errors.DataSourceError,
            pyogrio.errors.DataLayerError,
            RuntimeError,
            ValueError,
            UnreadableFileError,
            OSError,
        ) as error:
            return self._broken(inside, digest, name or path.stem, error)
        seen = _fields(path, name, table, info)
        label = name or path.stem
        entry, known_by = self._recognise(label, [field.code for field in seen])
        renamed = self.mapping.renamed(entry.key if entry else label)
        return LayerData(
            path=inside,
            sha256=digest,
            name=label,
            form=FORMS[path.suffix.lower()],
            read=FeatureSource(path, name, encoding, renamed),
            code=self._code(label),
            entry=entry.key if entry else "",
            known_by=known_by,
            geometry=_kind(info["geometry_type"]),
            crs=info["crs"],
            fields=tuple(_rename(field, renamed) for field in seen),
            features=int(info["features"]),
            encoding=encoding,
            damage=damage,
            missing=_missing(path),
        )

    def _broken(self, inside: str, digest: str, label: str, error: Exception) -> LayerData:
        path = self.root / inside
        why = str(error).strip().split("\n")[0].replace(str(path), path.name)[:160]
        entry, known_by = self._recognise(label, ())
        return LayerData(
            inside, digest, label, FORMS[path.suffix.lower()], read=lambda: iter(()), code=self._code(label),
            entry=entry.key if entry else "", known_by=known_by, missing=_missing(path), error=why or type(error).__name__,
        )  # fmt: skip

    def _texts(self, path: Path) -> tuple[Table | None, str | None, Damage | None]:
        """The head of a shapefile's table, the encoding to read it in, and the damage if the claimed one does not fit."""
        beside = _beside(path, ".dbf")
        if path.suffix.lower() != ".shp" or beside is None:
            return None, None, None
        table = read_head(beside)
        claimed = _claimed(path) or table.code_page or next(iter(self.edition.encodings), _DEFAULT_ENCODING)
        damage = find_damage(table, claimed, self.edition.encodings)
        return table, (damage.fitting or claimed) if damage else claimed, damage

    def _code(self, label: str) -> str:
        """The layer code that a name holds: by the pattern, else the whole name or its end behind an underscore."""
        parts = self.edition.layer_file.parse(label) if self.edition.layer_file else None
        return parts.layer if parts else label.upper().rpartition("_")[2]

    def _recognise(self, label: str, fields: Sequence[str]) -> tuple[LayerEntry | None, str]:
        mapped = self.mapping.layers.get(label)
        if mapped is not None:
            return self.edition.layer(mapped), "mapping"
        by_code = self.edition.layer(self._code(label)) or self.edition.layer(label)
        if by_code is not None:
            return by_code, "code"
        by_fields = self.edition.resembling(fields)
        return by_fields, "fields" if by_fields else ""


def _rename(field: FieldSeen, renamed: dict[str, str]) -> FieldSeen:
    code = renamed.get(field.code)
    return replace(field, code=code, given=field.code) if code else field


def _fields(path: Path, name: str | None, table: Table | None, info: dict[str, Any]) -> list[FieldSeen]:
    if table is not None:
        return [column.field for column in table.columns]
    lengths = read_widths(path, name or path.stem) if path.suffix.lower() == ".gpkg" else {}
    pairs = zip(info["fields"], info["ogr_types"], strict=True)
    return [FieldSeen(str(code), _TYPES.get(kind, "other"), lengths.get(str(code))) for code, kind in pairs]


def _kind(geometry: str | None) -> str:
    if geometry is None or geometry == "None":
        return "none"
    words = {"point": "point", "linestring": "line", "polygon": "polygon"}
    return next((kind for word, kind in words.items() if word in geometry.lower()), "other")


def _missing(path: Path) -> tuple[str, ...]:
    if path.suffix.lower() != ".shp":
        return ()
    return tuple(suffix for suffix in _COMPANIONS if _beside(path, suffix) is None)


def _beside(path: Path, suffix: str) -> Path | None:
    """The companion file, whatever the case of its suffix."""
    for candidate in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
        if candidate.is_file():
            return candidate
    return None


def _claimed(path: Path) -> str:
    beside = _beside(path, ".cpg")
    name = beside.read_text(encoding="ascii", errors="replace").strip()[:40] if beside else ""
    return {"936": "GBK", "CP936": "GBK", "54936": "GB18030", "65001": "UTF-8"}.get(name.upper(), name)
