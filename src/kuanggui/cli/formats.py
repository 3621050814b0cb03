"""Output formats shared by the commands."""

from enum import StrEnum


class Format(StrEnum):
    """A table for people or JSON for programs."""

    TABLE = "table"
    JSON = "json"
