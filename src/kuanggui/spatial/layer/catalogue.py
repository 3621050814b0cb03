"""A folder of snapshots, one folder a layer."""

from __future__ import annotations

import re
from pathlib import Path

from kuanggui.errors import InputError
from kuanggui.spatial.layer.record import FILE, LayerRecord, read_record

_NAME = re.compile(r"[\w][\w.-]{0,99}")


def find_folder(root: Path, name: str) -> Path:
    """The folder of a layer in a catalogue; the name may hold letters of any script, digits, `_`, `-` and `.`.

    Raises InputError for a name that could lead out of the catalogue.
    """
    if not _NAME.fullmatch(name):
        raise InputError(f"图层名 {name!r} 不可用；请只用文字、数字、下划线、短横和点")
    return root / name


def list_layers(root: Path) -> list[tuple[Path, LayerRecord]]:
    """Finished snapshots by name."""
    return [(path.parent, read_record(path.parent)) for path in sorted(root.glob(f"*/{FILE}"))]
