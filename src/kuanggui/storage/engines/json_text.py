"""JSON columns as compact, readable text."""

from __future__ import annotations

import json
from typing import Any

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump(value: Any) -> str:
    """Compact JSON with Chinese characters as they are; many columns hold an empty list or dict, which needs no encoder."""
    if value == []:
        return "[]"
    return "{}" if value == {} else _encoder.encode(value)


def load(text: str) -> Any:
    """The value of a JSON text; the same few need no decoder."""
    if text == "[]":
        return []
    return None if text == "null" else json.loads(text)
