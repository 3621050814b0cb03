"""All routes of the map."""

from __future__ import annotations

from fastapi import APIRouter

from kuanggui.web.map import base, finding, routes, tiles

router = APIRouter()
for part in (routes, tiles, finding, base):
    router.include_router(part.router)
