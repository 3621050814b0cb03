"""Lengths of the text fields of a GeoPackage layer, which stand in its table definition."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

_TEXT = re.compile(r"TEXT\((\d+)\)")


def read_widths(path: Path, layer: str) -> dict[str, int]:
    """Length in characters by field, for fields that have one; nothing for a file that SQLite cannot read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT name, type FROM pragma_table_info(?)", (layer,)).fetchall()
    except sqlite3.Error:
        return {}
    return {name: int(found[1]) for name, kind in rows if (found := _TEXT.fullmatch(kind))}
