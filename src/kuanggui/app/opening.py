"""Opening the plan store: the one place that knows which engine a database has."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from kuanggui.app.ports import PlanStore

if TYPE_CHECKING:
    from kuanggui.storage.second_areas import PostgisAreas


def for_writing(database: str) -> PlanStore:
    """The store, created when missing and upgraded when older; raises StoreError."""
    from kuanggui.storage.open import Purpose, open_store  # noqa: PLC0415 - commands without a database start faster

    return open_store(database, Purpose.WRITE)


def for_reading(database: str) -> PlanStore:
    """The store as it is; raises StoreError when it is missing or has to be upgraded first."""
    from kuanggui.storage.open import Purpose, open_store  # noqa: PLC0415

    return open_store(database, Purpose.READ)


def shared(database: str, most: int) -> AbstractContextManager[None]:
    """Until the block ends, all that this process opens of a database shares at most so many connections."""
    from kuanggui.storage.shared import sharing  # noqa: PLC0415

    return sharing(database, most)


def is_there(database: str) -> bool:
    """Whether there is a database with tables at a location; raises StoreError when it is not ours or cannot be reached."""
    from kuanggui.storage.open import is_there as found  # noqa: PLC0415

    return found(database)


def measuring(database: str) -> PostgisAreas:
    """A connection to a server that measures areas; to be closed. Raises StoreError when it measures and cannot."""
    from kuanggui.storage.second_areas import PostgisAreas as Areas  # noqa: PLC0415

    return Areas(database)
