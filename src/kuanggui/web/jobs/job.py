"""A piece of work and its progress."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    """What a job does."""

    AUDIT = "audit"
    IMPORT = "import"


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        """Whether it will not change by itself any more."""
        return self in {JobState.DONE, JobState.FAILED}


@dataclass(frozen=True, slots=True)
class Job:
    """A job: `phase` is what it does now, the `step`th of `steps`; `order` is what it was asked, `result` what it says at its end.

    `owner` is the user who asked, empty where the database had none. Moments are ISO 8601 in UTC; empty for what has not happened yet.
    """

    id: str
    kind: JobKind
    title: str
    order: dict[str, str]
    state: JobState = JobState.QUEUED
    phase: str = ""
    step: int = 0
    steps: int = 0
    error: str = ""
    result: str = ""
    created: str = ""
    started: str = ""
    finished: str = ""
    owner: str = ""
