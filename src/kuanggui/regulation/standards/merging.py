"""An edition laid over its base: the base stays as it is where the edition says nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Content = dict[str, Any]


def merge(base: Content, own: Content) -> Content:
    """Mappings by key, layers, fields and parts by their code or name; relations and synonyms are added; all else is replaced."""
    merged = {**base, **own}
    for name in ("sources", "levels", "tolerances", "roles", "kinds"):
        merged[name] = {**base.get(name, {}), **own.get(name, {})}
    for name in ("relations", "synonyms"):
        merged[name] = [*base.get(name, ()), *own.get(name, ())]
    merged["parts"] = _by(base.get("parts", ()), own.get("parts", ()), lambda part: part["part"])
    merged["layers"] = _by(base.get("layers", ()), own.get("layers", ()), _key, _layer)
    return merged


def _key(layer: Content) -> str:
    return str(layer.get("code") or layer["name"])


def _layer(base: Content, own: Content) -> Content:
    fields = _by(base.get("fields", ()), own.get("fields", ()), lambda field: field["code"])
    return {**_over(base, own), "fields": fields}


def _over(base: Content, own: Content) -> Content:
    """A fact that is given anew is as sure as its new entry."""
    inferred = own.get("inferred", [fact for fact in base.get("inferred", ()) if fact not in own])
    merged = {**base, **own}
    merged.pop("inferred", None)
    return {**merged, "inferred": inferred} if inferred else merged


def _by(
    base: Sequence[Content],
    own: Sequence[Content],
    key: Callable[[Content], str],
    join: Callable[[Content, Content], Content] | None = None,
) -> list[Content]:
    join = join or _over
    joined = {key(entry): entry for entry in base}
    for entry in own:
        name = key(entry)
        joined[name] = join(joined[name], entry) if name in joined else entry
    return list(joined.values())
