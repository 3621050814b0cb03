"""A day on which something is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kuanggui.regulation.citation import Citation, Confidence
from kuanggui.regulation.parameter import Provision


class DeadlineKind(StrEnum):
    """What is due."""

    MONITORING = "monitoring"  # 上一年度规划实施监测
    ANNUAL_BATCH = "annual_batch"  # 年度集中调整
    PERIOD_END = "period_end"  # 规划期末
    RENEWAL = "renewal"  # 矿业权延续申请


class Duty(StrEnum):
    """For whom something is due."""

    AUTHORITY = "authority"  # 规划编制机关
    HOLDER = "holder"  # 矿业权人


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due on a day for a plan: `opens` is the first day to do it, `year` the one it is about, `done` the adjustment that did it.

    `feature` and `name` are of a right, `expires` its last day; `parameter`, `citation` and `confidence` say where the day comes from.
    """

    kind: DeadlineKind
    day: date
    who: Duty
    plan: str
    plan_title: str
    year: int
    parameter: str
    citation: Citation
    confidence: Confidence
    note: str | None = None
    opens: date | None = None
    done: str | None = None
    feature: str | None = None
    name: str | None = None
    expires: date | None = None

    @property
    def id(self) -> str:
        """The same whenever it is asked for."""
        return "-".join(filter(None, (self.kind.value, self.plan, self.feature, str(self.year))))


def deadline_by(provision: Provision, kind: DeadlineKind, day: date, plan: tuple[str, str], **more: object) -> Deadline:
    """A deadline of a plan (id and title) that rests on a provision."""
    common = {
        "parameter": provision.code,
        "citation": provision.citation,
        "confidence": provision.confidence,
        "note": provision.note,
    }
    return Deadline(kind=kind, day=day, plan=plan[0], plan_title=plan[1], **(common | more))  # type: ignore[arg-type]
