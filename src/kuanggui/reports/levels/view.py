"""A check of plans of several levels prepared for reading."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from kuanggui.findings.review import Review
from kuanggui.model.document import Document, Source
from kuanggui.model.reading import Reading
from kuanggui.reports.view import PACKAGE_TYPE, View, look
from kuanggui.reports.words import Language, Words

COLUMNS = ("division", "plan", "features", "above")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan of the check: its division by name, its id, its features, and the division of the plan above it, if any."""

    division: str
    plan: str
    features: int
    above: str

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    def cells(self) -> tuple[str, str, int, str]:
        """The line as cells."""
        return self.division, self.plan, self.features, self.above


@dataclass(frozen=True, slots=True)
class LevelsView:
    """A review with its plans; `inner` has the entries as every report shows them, `lacking` the divisions without a plan."""

    inner: View
    plans: tuple[PlanLine, ...]
    lacking: tuple[str, ...]

    @property
    def review(self) -> Review:
        """The findings listed."""
        return self.inner.review

    @property
    def words(self) -> Words:
        """The words in the language of the report."""
        return self.inner.words

    def summary(self) -> str:
        """Counts in one line."""
        counts = {severity.value: count for severity, count in self.review.assessment.counts().items()}
        return self.words("levels", "summary").format(plans=len(self.plans), **counts)

    def without_plan(self) -> str:
        """The divisions without a plan in one line, empty when there are none."""
        names = self.words.choose("、", ", ").join(self.lacking)
        return f"{self.words('levels', 'lacking')}: {names}" if names else ""


def look_at_levels(
    review: Review, plans: tuple[PlanLine, ...], lacking: tuple[str, ...], language: Language
) -> LevelsView:
    """Prepare a review; several documents are spoken of, so that each place names its own."""
    assessment = review.assessment
    source = Source(assessment.document, assessment.sha256, 0, PACKAGE_TYPE, "levels")
    reading = Reading(Document(source, ()), assessment.title)
    return LevelsView(look(review, reading, language), plans, lacking)
