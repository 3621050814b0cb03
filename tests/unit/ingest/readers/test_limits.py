"""The limits are what the documentation says."""

import re
from dataclasses import asdict
from pathlib import Path

from kuanggui.ingest.readers.limits import LIMITS

PAGE = Path(__file__).resolve().parents[4] / "docs" / "how-to" / "read-documents.md"


def test_the_page_states_every_limit_with_its_value() -> None:
    stated = re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {name: int(value) for name, value in stated} == asdict(LIMITS)
