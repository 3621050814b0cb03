"""The documents of the interface: landing page, conformance, collections."""

from __future__ import annotations

from typing import Any

from kuanggui.app.public.projection import LayerView
from kuanggui.model.feature import Window
from kuanggui.web.ogc.crs import Crs

Json = dict[str, Any]
JSON, GEOJSON = "application/json", "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
CONFORMANCE = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
)
TITLE = "矿规 Kuanggui"
DESCRIPTION = "矿产资源规划要素。Features of mineral-resource plans. CGCS2000."


def link(href: str, rel: str, media_type: str, title: str = "") -> Json:
    """A link."""
    made = {"href": href, "rel": rel, "type": media_type}
    return made | {"title": title} if title else made


def landing(base: str) -> Json:
    """The landing page of the interface at an address."""
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "links": [
            link(base, "self", JSON),
            link(f"{base}/api", "service-desc", OPENAPI),
            link(f"{base}/conformance", "conformance", JSON),
            link(f"{base}/collections", "data", JSON),
        ],
    }


def collection(base: str, view: LayerView, extent: Window | None) -> Json:
    """The description of a collection; `extent` is in degrees, longitude first."""
    address = f"{base}/collections/{view.id}"
    described: Json = {
        "id": view.id,
        "title": f"{view.title.zh} {view.title.en}",
        "itemType": "feature",
        "crs": [str(crs) for crs in Crs],
        "storageCrs": str(Crs.CGCS2000),
        "links": [link(address, "self", JSON), link(f"{address}/items", "items", GEOJSON, view.title.zh)],
    }
    if extent is not None:
        box = [extent.west, extent.south, extent.east, extent.north]
        described["extent"] = {"spatial": {"bbox": [box], "crs": str(Crs.CRS84)}}
    return described
