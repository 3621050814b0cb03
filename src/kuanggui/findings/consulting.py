"""Which themes of an answer somebody else has to be asked about."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.findings.judgement import Severity
from kuanggui.findings.screening import ScreeningAnswer, ThemeAnswer

# The plan's own layers: nobody else has to be asked.
OWN = {"mining_block", "exploration_block", "planning_zone"}


def themes_to_ask_about(answer: ScreeningAnswer) -> Iterator[ThemeAnswer]:
    """Themes that touch the block, and those near it on which a condition or an error rests, as a railway whose operator has to agree."""
    weighty = [finding for finding in answer.findings if finding.severity is not Severity.INFO]
    named = {place.table for finding in weighty for place in finding.places}
    for theme in answer.themes:
        if theme.kind not in OWN and (theme.status == "hit" or (theme.status == "near" and theme.title in named)):
            yield theme
