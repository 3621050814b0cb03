"""The record classes of the plan model by the names that the mapping data uses."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, get_args

from kuanggui.model.plain import field_types
from kuanggui.model.plan import Plan


@cache
def record_classes() -> dict[str, tuple[str, Any]]:
    """The record classes of the plan model by their name in the data (mine_limit), each with its part of the plan (mine_limits)."""
    parts = {name: get_args(hint) for name, hint in field_types(Plan).items()}
    return {_snake(args[0].__name__): (name, args[0]) for name, args in parts.items() if args and name != "gaps"}


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
