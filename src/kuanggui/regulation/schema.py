"""JSON Schemas of the data files."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kuanggui.errors import RegulationDataError

if TYPE_CHECKING:
    from jsonschema.protocols import Validator


def check(content: dict[str, Any], schema: str, label: str) -> None:
    """Check a data file against the schema of that name; raises RegulationDataError naming the file, the path in it and the reason."""
    from jsonschema.exceptions import best_match  # noqa: PLC0415 - slow to import, and shipped data needs no check at run time

    error = best_match(_validator(schema).iter_errors(content))
    if error is not None:
        raise RegulationDataError(f"{label}: {error.json_path}: {error.message}；请按 schemas/{schema}.json 改正")


@cache
def _validator(schema: str) -> Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - see above

    source = files("kuanggui.regulation") / "schemas" / f"{schema}.json"
    return Draft202012Validator(json.loads(source.read_text(encoding="utf-8")))
