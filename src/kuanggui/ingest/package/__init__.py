"""Reading a standard package: files by part, layers of any common format, metadata, tables of rights."""

from kuanggui.ingest.package.mapping import FieldMapping, read_mapping
from kuanggui.ingest.package.opening import open_package
from kuanggui.ingest.package.read import read_package

__all__ = ["FieldMapping", "open_package", "read_mapping", "read_package"]
