"""From a file to its assessment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from kuanggui.checks.audit.assess import assess
from kuanggui.checks.audit.case import AuditCase
from kuanggui.findings.assessment import Assessment
from kuanggui.ingest.phases import read
from kuanggui.model.reading import Reading
from kuanggui.regulation.law import Law


def assess_file(
    path: Path, as_of: date, upper: Path | None = None, report: Callable[[str], None] = lambda phase: None
) -> tuple[Reading, Assessment]:
    """Read a plan (and the upper plan) and run every audit rule under the law of a day.

    `report` is called with the name of each phase as it begins. Raises UnreadableFileError, MissingToolError.
    """
    above = read(upper) if upper else None
    reading = read(path, report)
    report("audit")
    return reading, assess(AuditCase(reading, above), Law(as_of))
