"""Tables and column types, the same on every engine but for `engine_parts`."""

from kuanggui.storage.schema import engine_parts, history
from kuanggui.storage.schema.records import metadata
from kuanggui.storage.schema.tables import ITEMS, READING

__all__ = ["ITEMS", "READING", "engine_parts", "history", "metadata"]
