"""Regular expressions of the mapping data, which write {Y} for a year and {-} for a sign between two years."""

from __future__ import annotations

import re

YEAR, DASH = r"(?:19|20)\d{2}", r"\s*[-－—–~～∼−至到]+\s*"


def compile_expression(text: str) -> re.Pattern[str]:
    """The compiled expression; raises re.error."""
    return re.compile(text.replace("{Y}", YEAR).replace("{-}", DASH))
