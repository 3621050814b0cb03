"""Is the server well, and what is it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from fastapi import APIRouter

from kuanggui.web.problems import answers
from kuanggui.web.services import Shelf

router = APIRouter(tags=["server"])


@dataclass(frozen=True, slots=True)
class Health:
    """The server answers and reaches its database."""

    status: str
    version: str
    plans: int


@router.get("/health", responses=answers(503))
def health(shelf: Shelf) -> Health:
    """Version, and the number of plans in the database; 503 when it cannot be reached."""
    return Health("ok", version("kuanggui"), len(shelf.entries()))
