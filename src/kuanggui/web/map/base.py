"""The base map: nothing from elsewhere, unless the owner of the site has a key for it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from kuanggui.web.services import Config

router = APIRouter(prefix="/map", tags=["map"])
TIANDITU = "https://*.tianditu.gov.cn"
"""Where its pictures come from, for the content policy."""


@dataclass(frozen=True, slots=True)
class BaseMap:
    """What may lie under the layers: the key for 天地图, empty where the site has none."""

    tianditu_key: str


@router.get("/base")
def base(config: Config) -> BaseMap:
    """The base map of the site, beside the outlines of divisions that are always there."""
    return BaseMap(config.tianditu_key)
