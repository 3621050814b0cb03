"""The metadata file: names and values as XML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree


def write_metadata(path: Path, values: Mapping[str, str]) -> None:
    """One element for each name; the schema of the standard is not public, so the names are our own."""
    root = etree.Element("metadata")
    for name, value in values.items():
        etree.SubElement(root, name).text = value
    path.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
