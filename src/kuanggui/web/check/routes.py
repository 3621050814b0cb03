"""Routes of the self-check. Nothing of what is asked is kept."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Path, Response

from kuanggui.app.map_view import divisions_geojson
from kuanggui.app.range_reading import RangeReadings
from kuanggui.app.screening.form import mineral_names
from kuanggui.web.check.schema import CheckOrder, CheckResult, CheckTerms
from kuanggui.web.day import today
from kuanggui.web.map.schema import MapLayer
from kuanggui.web.problems import answers, not_found
from kuanggui.web.screening.reading import Handed, Options, Pasted, read_handed
from kuanggui.web.services import Config, SelfChecks

router = APIRouter(prefix="/public/check", tags=["check"], responses=answers(413, 429, 503))
COUNTRY = "000000"
FOR_A_DAY = {"Cache-Control": "public, max-age=86400"}


@router.get("")
def terms(checks: SelfChecks, config: Config) -> CheckTerms:
    """Which themes take part, which are left out, and what is borne."""
    return CheckTerms(
        themes=checks.themes(today()),
        adcode=checks.adcode(),
        largest_kilobytes=config.check_kilobytes,
        checks_per_minute=config.checks_per_minute,
    )


@router.post("")
def check(order: CheckOrder, checks: SelfChecks) -> CheckResult:
    """Check a range against public layers. No official answer."""
    return CheckResult.model_validate(checks.check(order.to_case()))


@router.post("/readings")
def readings(options: Options, document: Handed = None, text: Pasted = "") -> RangeReadings:
    """Read ranges from a file or a text, every way they can be read."""
    return read_handed(document, text, options)


@router.get("/minerals")
def minerals() -> list[str]:
    """Names of the minerals of the catalogue."""
    return mineral_names()


@router.get("/divisions/{adcode}", response_model=MapLayer, responses=answers(404))
def divisions(adcode: Annotated[str, Path(pattern=r"^\d{6}$", description="A city's or province's code.")]) -> Response:
    """The divisions right below one, with the owner of their outlines; not those of the whole country."""
    if adcode == COUNTRY:
        raise not_found(f"区划 {adcode}")
    content = json.dumps(divisions_geojson(adcode), ensure_ascii=False, separators=(",", ":"))
    return Response(content, media_type="application/json", headers=FOR_A_DAY)
