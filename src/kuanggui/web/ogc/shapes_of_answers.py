"""What the answers of the interface look like, as schemas of OpenAPI 3.0."""

from __future__ import annotations

from typing import Any

from kuanggui.web.problems import Problem

Json = dict[str, Any]
TEXT: Json = {"type": "string"}
COUNT: Json = {"type": "integer", "minimum": 0}


def _object(*required: str, **properties: Json) -> Json:
    return {"type": "object", "required": list(required), "properties": properties}


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


def _one_of(*values: str) -> Json:
    return {"type": "string", "enum": list(values)}


def _of(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


LINKS = _list(_of("Link"))
BOX = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
SCHEMAS: Json = {
    "Link": _object("href", "rel", "type", href=TEXT, rel=TEXT, type=TEXT, title=TEXT),
    "Landing": _object("links", title=TEXT, description=TEXT, links=LINKS),
    "Conformance": _object("conformsTo", conformsTo=_list(TEXT)),
    "Description": {"type": "object"},
    "Collections": _object("links", "collections", links=LINKS, crs=_list(TEXT), collections=_list(_of("Collection"))),
    "Collection": _object(
        "id",
        "links",
        id=TEXT,
        title=TEXT,
        itemType=_one_of("feature"),
        crs=_list(TEXT),
        storageCrs=TEXT,
        links=LINKS,
        extent=_object("spatial", spatial=_object("bbox", bbox=_list(BOX), crs=TEXT)),
    ),
    "Features": _object(
        "type",
        "features",
        type=_one_of("FeatureCollection"),
        timeStamp={"type": "string", "format": "date-time"},
        numberMatched=COUNT,
        numberReturned=COUNT,
        links=LINKS,
        features=_list(_of("Feature")),
    ),
    "Feature": _object(
        "type",
        "id",
        "geometry",
        "properties",
        type=_one_of("Feature"),
        id=TEXT,
        geometry=_object("type", type=TEXT) | {"nullable": True},
        properties={"type": "object"},
        links=LINKS,
    ),
    "Problem": Problem.model_json_schema(),
}
