"""The OpenAPI document: what the pages are built against."""

from __future__ import annotations

import json
from typing import Any

from kuanggui.web.application import bare_application
from kuanggui.web.problems import describe


def openapi_document() -> dict[str, Any]:
    """The document of the current routes."""
    return describe(bare_application().openapi())


def write_document() -> str:
    """The document as it is kept in the sources."""
    return json.dumps(openapi_document(), ensure_ascii=False, indent=1) + "\n"
