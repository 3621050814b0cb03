"""One form of a row for hashing that is the same on every engine and after every move between them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

# A row's key and what changes when it is superseded are not part of what was written.
LEFT_OUT = frozenset({"id", "digest", "recorded_to", "closed_by"})
START = "0" * 64


def digest_of(row: Mapping[str, Any]) -> str:
    """The SHA-256 of a row; columns without a value count as not there."""
    kept = {name: value for name, value in row.items() if value is not None and name not in LEFT_OUT}
    return hashlib.sha256(canonical(kept).encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON with sorted keys and no blanks."""
    return _encoder.encode(value)


def _plain(value: Any) -> Any:
    """Values JSON has no form for."""
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    raise TypeError(f"no canonical form for {type(value).__name__}")


_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def exact(number: Decimal) -> str:
    """A Decimal without the zeros that some engines drop: digits and exponent."""
    sign, digits, exponent = number.as_tuple()
    kept = "".join(map(str, digits)).lstrip("0")
    bare = kept.rstrip("0")
    if not bare:
        return "0"
    assert isinstance(exponent, int)
    return f"{'-' if sign else ''}{bare}e{exponent + len(kept) - len(bare)}"
