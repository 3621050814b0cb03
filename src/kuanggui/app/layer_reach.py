"""Which constraint layers somebody may see: those about his region, about one above or below it, or about none, and public ones."""

from __future__ import annotations

from collections.abc import Iterable

from kuanggui.app.authority import COUNTRY, covers
from kuanggui.errors import InputError
from kuanggui.spatial.layer.record import LayerRecord


def known_region(adcode: str) -> str:
    """A division code as a layer keeps it: empty for the whole country too. Raises InputError for anything else."""
    if adcode in {"", COUNTRY}:
        return ""
    if not (len(adcode) == 6 and adcode.isascii() and adcode.isdigit()):
        raise InputError(f"--region {adcode}：图层辖区应为六位行政区划代码，如 140200；不限辖区则不写")
    return adcode


def is_related(scope: str, region: str) -> bool:
    """Whether a division is the scope of a user, or lies above or below it; no division is related to all."""
    return not region or covers(scope, region) or covers(region, scope)


def is_hidden(record: LayerRecord, scope: str | None) -> bool:
    """Whether a layer is about another region than the scope of a user (None: of whoever holds the files)."""
    return scope is not None and not record.public and not is_related(scope, record.region)


def hidden_from(records: Iterable[LayerRecord], scope: str | None) -> frozenset[str]:
    """The names of the layers that are hidden from a scope."""
    return frozenset(record.name for record in records if is_hidden(record, scope))
