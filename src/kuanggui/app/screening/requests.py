"""Requests from case files and from files of ranges with options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kuanggui.app.screening.ranges import BLOCKS, Range, block_polygons, read_ranges, resolve
from kuanggui.app.screening.screener import Request, Screener
from kuanggui.checks.screening.layers import Themes
from kuanggui.errors import InputError
from kuanggui.ingest.screening.cases import LISTS, TEXTS, GivenCase, read_cases
from kuanggui.ingest.screening.fields import path_of, read_application
from kuanggui.ingest.screening.values import split_unit
from kuanggui.model.place import Place
from kuanggui.spatial.layer.snapshot import hash_file


@dataclass(frozen=True, slots=True)
class CaseOptions:
    """What options say for every case of a file: values of fields, and the reference system of ranges without one."""

    values: dict[str, Any] = field(default_factory=dict)
    crs: str | None = None


def read_requests(path: Path, themes: Themes, options: CaseOptions) -> Iterator[Request]:
    """The cases of a file; raises InputError naming file and place.

    YAML, JSON and XLSX are case files; every other file, and GeoJSON, holds ranges, one case each, described by the options
    and by attributes that bear the names of fields.
    """
    if _is_case_file(path):
        for given in read_cases(path):
            yield _request(given, path, themes, options)
        return
    digest = hash_file(path) if path.exists() else ""
    for number, named in enumerate(read_ranges(path, options.crs), 1):
        place = Place(path.name, digest, number, 0, 0, named.name)
        values = _known(named.attributes) | options.values
        values.setdefault("name", named.name)
        yield Request(read_application(values, f"{path}：{named.name}"), named.range, place)


def _is_case_file(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix == ".json":
        head = path.read_bytes()[:4096] if path.is_file() else b""
        return b'"FeatureCollection"' not in head and b'"Feature"' not in head
    return suffix in TEXTS | LISTS


def _request(given: GivenCase, path: Path, themes: Themes, options: CaseOptions) -> Request:
    where = f"{path}：第 {given.place.line} 行"
    application = read_application(given.values | options.values, where)
    found = resolve(given.range, given.crs or options.crs, path.parent, themes, where)
    return Request(application, found, given.place, given.overrides)


def _known(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes that are fields of a case."""
    return {name: value for name, value in attributes.items() if value is not None and path_of(name) is not None}


def block_requests(screener: Screener, values: Mapping[str, Any]) -> list[Request]:
    """A request for every planning block of the database; `values` describe all, attributes of the layers each."""
    found = [request for kind in BLOCKS for request in _of_layers(screener, kind, values)]
    if not found:
        raise InputError("没有规划区块；请先用 kuanggui layer add --kind mining_block 或 kuanggui db load 入库")
    return found


def _of_layers(screener: Screener, kind: str, values: Mapping[str, Any]) -> Iterator[Request]:
    for layer in screener.themes.layers(kind):
        for feature in layer.features():
            described = {
                "name": feature.name,
                "purpose": kind.removesuffix("_block"),
                "action": "block_changed",
                "minerals": list(feature.minerals) or None,
                "degree": feature.text("degree") or None,
                "reserves": {"deposit_size": feature.text("size") or None, "deposit": feature.text("deposit") or None},
                "design": {"scale": _amount(feature.text("scale")), "method": feature.text("method") or None},
            }
            where = f"{layer.record.name}：{feature.name}"
            place = Place(layer.record.name, layer.record.snapshot_sha256, feature.number + 1, 0, 0, feature.name)
            application = read_application(_merged(described, values), where)
            yield Request(application, Range(block_polygons(layer, feature.number)), place)


def _amount(text: str) -> str | None:
    """A scale as a layer gives it; what cannot be read as one amount (60～90) counts as not given, and rules that need it say so."""
    return text if text and split_unit(text) else None


def _merged(described: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in described.items() if value is not None} | dict(values)


def sources_of(requests: Sequence[Request]) -> dict[str, str]:
    """The files the requests came from, with their digests."""
    return {request.place.document: request.place.sha256 for request in requests}
