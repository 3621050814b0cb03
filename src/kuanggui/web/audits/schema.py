"""What the routes of audits answer."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from kuanggui.findings.evidence import Evidence
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity, Verdict
from kuanggui.model.place import Place
from kuanggui.web.jobs.job import Job, JobState


class Strict(BaseModel):
    """Answers have the fields that are named here, and no others."""

    model_config = ConfigDict(extra="forbid")


class AuditJob(Strict):
    """An audit and its progress; `against` is the id of the audit of an older draft."""

    id: str
    document: str
    as_of: str
    upper: str
    against: str
    state: JobState
    phase: str
    step: int
    steps: int
    error: str
    created: str
    finished: str
    owner: str

    @classmethod
    def of(cls, job: Job) -> AuditJob:
        """The audit that a job carries out."""
        asked: dict[str, Any] = {name: job.order.get(name, "") for name in ("as_of", "upper", "against")}
        told: dict[str, Any] = {
            name: getattr(job, name) for name in cls.model_fields if name not in {*asked, "document"}
        }
        return cls(document=job.title, **asked, **told)


class Cited(Strict):
    """A provision."""

    document: str
    number: str | None
    article: str | None
    url: str | None


class FindingAnswer(Strict):
    """A finding; `also` are the ids of others with the same cause."""

    id: str
    rule: str
    family: Family
    severity: Severity
    title: str
    title_en: str
    message: str
    message_en: str
    subject: str
    places: list[Place]
    evidence: list[Evidence]
    citations: list[Cited]
    remedy: str
    remedy_en: str
    group: str | None
    also: list[str]


class UncheckedAnswer(Strict):
    """A number that no rule checked."""

    quote: str
    line: int
    start: int
    end: int
    page: int | None
    table: str | None
    reason: str
    detail: str


class CoverageAnswer(Strict):
    """How many numbers there are, how many were checked, and the others."""

    numbers: int
    checked: int
    unchecked_by_reason: dict[str, int]
    checked_by_rule: dict[str, int]
    unchecked: list[UncheckedAnswer]


class OutcomeAnswer(Strict):
    """How one rule ended."""

    code: str
    title: str
    title_en: str
    verdict: Verdict
    reason: str
    reason_en: str
    checked: int
    skipped: int
    found: int
    failed: bool


class GroupAnswer(Strict):
    """Findings with one cause."""

    id: str
    members: list[str]


class WaiverAnswer(Strict):
    """Why a finding is let stand."""

    id: str
    reason: str
    name: str
    date: str


class WaivedAnswer(WaiverAnswer):
    """A finding that is let stand, and why."""

    finding: FindingAnswer


class ComparisonAnswer(Strict):
    """The findings of an older draft that are gone, and the ids of those that stay and of new ones."""

    against: str
    solved: list[FindingAnswer]
    remaining: list[str]
    new: list[str]


class ReviewAnswer(Strict):
    """The result of an audit, as `kuanggui audit --format json` writes it."""

    document: str
    sha256: str
    title: str
    findings: list[FindingAnswer]
    coverage: CoverageAnswer
    rules: list[OutcomeAnswer]
    groups: list[GroupAnswer]
    waived: list[WaivedAnswer]
    unused_waivers: list[WaiverAnswer]
    hidden: int
    comparison: ComparisonAnswer | None = None


class WaiverOrder(Strict):
    """Why a finding is to be let stand, and who says so."""

    reason: str = Field(min_length=1, max_length=2000)
    name: str = Field(min_length=1, max_length=100)

    def model_post_init(self, context: Any) -> None:
        """Blanks are no reason."""
        if not self.reason.strip() or not self.name.strip():
            message = "理由和姓名不能为空"
            raise ValueError(message)
