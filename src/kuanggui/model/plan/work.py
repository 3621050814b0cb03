"""What the plan wants done: green mines, surveys, restoration, major projects."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kuanggui.model.place import Place
from kuanggui.model.plan.outline import Level
from kuanggui.model.plan.value import Figure, Word, Years


class GreenMineStatus(StrEnum):
    """Whether a green mine is one already."""

    LISTED = "listed"  # in the list of green mines
    PLANNED = "planned"  # a demonstration project, or to be built in the planning period


@dataclass(frozen=True, slots=True)
class GreenMine:
    """A green mine or a demonstration project."""

    id: str
    place: Place
    name: Word
    status: GreenMineStatus
    number: Word | None = None


class SurveyKind(StrEnum):
    """What is surveyed."""

    BASIC_GEOLOGY = "basic_geology"  # 基础性地质调查
    RESOURCE_EVALUATION = "resource_evaluation"  # 矿产资源调查评价


@dataclass(frozen=True, slots=True)
class SurveyProject:
    """A survey that the plan deploys."""

    id: str
    place: Place
    name: Word
    kind: SurveyKind | None = None
    number: Word | None = None
    remarks: Word | None = None
    origin: Level | None = None


@dataclass(frozen=True, slots=True)
class RestorationDuty:
    """A quantity of restoration or reclamation that the plan sets. `measure` is a key of the attribute lexicon."""

    id: str
    place: Place
    measure: str
    value: Figure
    subject: str = ""
    region: Word | None = None
    years: Years | None = None
    indicator: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date in a schedule: the years and the sentence they stand in."""

    years: Years
    text: Word


@dataclass(frozen=True, slots=True)
class MajorProject:
    """A major project: its heading, the clauses below it, and its schedule (进度安排) with every year named in it."""

    id: str
    place: Place
    name: Word
    number: str = ""
    clauses: tuple[str, ...] = ()
    schedule: tuple[Word, ...] = ()
    milestones: tuple[Milestone, ...] = ()
