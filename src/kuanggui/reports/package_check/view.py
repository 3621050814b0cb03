"""A package check prepared for reading."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from kuanggui.findings.conformance import Conformance
from kuanggui.findings.review import Review
from kuanggui.model.document import Document, Source
from kuanggui.model.reading import Reading
from kuanggui.reports.view import PACKAGE_TYPE, View, look
from kuanggui.reports.words import Language, Words


@dataclass(frozen=True, slots=True)
class LayerLine:
    """One layer of the inventory: file, name, catalogue entry and how it was known, features, system, why it cannot be read."""

    path: str
    name: str
    entry: str
    known_by: str
    features: int
    crs: str
    error: str

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    def cells(self, words: Words) -> tuple[str, str, str, int, str, str]:
        """The line as cells: file, layer, catalogue entry, features, system, remark."""
        known = words("package", self.known_by) if self.known_by else words("package", "unknown")
        entry = f"{self.entry}（{known}）" if self.entry else known
        crs = self.crs if len(self.crs) <= 24 else self.crs[:24] + "…"
        return self.path, self.name, entry, self.features, crs, self.error


@dataclass(frozen=True, slots=True)
class PackageView:
    """A review of a package with its level and inventory; `inner` has the entries as every report shows them."""

    inner: View
    conformance: Conformance
    layers: tuple[LayerLine, ...]
    edition: str

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
        assessment = self.review.assessment
        counts = {severity.value: count for severity, count in assessment.counts().items()}
        filled = {"layers": len(self.layers), "features": assessment.coverage.numbers, **counts}
        return self.words("package", "summary").format(**filled)


def look_at_package(
    review: Review, conformance: Conformance, layers: tuple[LayerLine, ...], edition: str, language: Language
) -> PackageView:
    """Prepare the review of a package; a package is no document, so quotes stand without surroundings."""
    assessment = review.assessment
    source = Source(assessment.document, assessment.sha256, 0, PACKAGE_TYPE, "package")
    reading = Reading(Document(source, ()), assessment.title)
    return PackageView(look(review, reading, language), conformance, layers, edition)
