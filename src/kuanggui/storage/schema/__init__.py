"""Tables and column types; nothing here is particular to one engine."""

from kuanggui.storage.schema.records import metadata
from kuanggui.storage.schema.tables import ITEMS, READING

__all__ = ["ITEMS", "READING", "metadata"]
