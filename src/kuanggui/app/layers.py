"""Use cases of the layer catalogue: add a file as a snapshot, list the snapshots, check that they are unchanged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from kuanggui.app.layer_reach import known_region
from kuanggui.app.stock import Stock
from kuanggui.errors import InputError, KuangguiError
from kuanggui.spatial.layer.catalogue import find_folder, list_layers
from kuanggui.spatial.layer.opened import Layer, open_layers
from kuanggui.spatial.layer.record import LayerRecord, read_record, write_record
from kuanggui.spatial.layer.snapshot import LayerLabel, Progress, check_snapshot, make_snapshot
from kuanggui.spatial.layer.sources import SourceOptions


def add_layer(
    path: Path, stock: Stock, label: LayerLabel, *, repair: bool, given: SourceOptions, progress: Progress
) -> LayerRecord:
    """Turn a file into a snapshot in the catalogue of a stock.

    Raises InputError for a bad name or date, a layer that is there already, or data that cannot be used.
    """
    try:
        date.fromisoformat(label.as_of)
    except ValueError as error:
        raise InputError(f"--as-of {label.as_of} 不是日期；请写成 2024-12-31 的样子") from error
    folder = find_folder(stock.layers, label.name)
    label = replace(label, region=known_region(label.region))
    return make_snapshot(path, folder, label, repair=repair, given=given, progress=progress)


def assign_layer(name: str, stock: Stock, region: str) -> LayerRecord:
    """Say which division a layer that is there is about, empty: none. Nothing else of it changes. Raises InputError."""
    folder = find_folder(stock.layers, name)
    record = replace(read_record(folder), region=known_region(region))
    write_record(folder, record)
    return record


def read_catalogue(stock: Stock) -> list[LayerRecord]:
    """Records of all layers, by name."""
    return [record for _, record in list_layers(stock.layers)]


def open_catalogue(stock: Stock) -> tuple[Layer, ...]:
    """All layers of a stock opened for reading, by name."""
    return open_layers(stock.layers)


def check_catalogue(stock: Stock) -> list[tuple[LayerRecord, str]]:
    """Every layer with what is wrong with it, empty when it is as it was added."""
    results = []
    for folder, record in list_layers(stock.layers):
        try:
            check_snapshot(folder)
            results.append((record, ""))
        except KuangguiError as error:
            results.append((record, str(error)))
    return results
