"""Deadlines in words, and as a file for other calendars."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kuanggui.app.calendar.deadline import Deadline, DeadlineKind, Duty
from kuanggui.reports.icalendar import Day, write_icalendar

TITLES = {
    DeadlineKind.MONITORING: "{year} 年度规划实施监测",
    DeadlineKind.ANNUAL_BATCH: "{year} 年度规划区块集中调整",
    DeadlineKind.PERIOD_END: "规划期末（{year} 年）：评估与接续",
    DeadlineKind.RENEWAL: "{name}：延续申请截止（{expires} 到期）",
}
WHO = {Duty.AUTHORITY: "规划编制机关", Duty.HOLDER: "矿业权人"}
CONFIDENCE = {"official": "据正式文本", "secondary": "据转载", "memory": "凭记忆，须核对"}


def title_of(deadline: Deadline) -> str:
    """What is due, in Chinese."""
    return TITLES[deadline.kind].format(year=deadline.year, name=deadline.name, expires=deadline.expires)


def cited(deadline: Deadline) -> str:
    """The document that the day comes from, with number and article."""
    citation = deadline.citation
    return "，".join(filter(None, (citation.document, citation.number, citation.article)))


def basis_of(deadline: Deadline) -> str:
    """Where the day comes from and how sure it is, in Chinese."""
    return f"{cited(deadline)}（{CONFIDENCE[deadline.confidence.value]}）"


def deadline_record(deadline: Deadline) -> dict[str, Any]:
    """A deadline for JSON."""
    return {
        "kind": deadline.kind.value,
        "day": deadline.day.isoformat(),
        "opens": deadline.opens.isoformat() if deadline.opens else None,
        "title": title_of(deadline),
        "who": deadline.who.value,
        "plan": deadline.plan,
        "feature": deadline.feature,
        "done": deadline.done,
        "basis": basis_of(deadline),
        "parameter": deadline.parameter,
    }


def as_icalendar(deadlines: list[Deadline], moment: datetime) -> bytes:
    """Deadlines that are not done yet as an iCalendar file."""
    days = [
        Day(each.id, each.day, title_of(each), "\n".join(filter(None, _words(each))))
        for each in deadlines
        if each.done is None
    ]
    return write_icalendar("矿产资源规划日历", days, moment)


def _words(deadline: Deadline) -> tuple[str, ...]:
    opens = f"自 {deadline.opens} 起可申请" if deadline.opens else ""
    return (
        deadline.plan_title,
        f"责任：{WHO[deadline.who]}",
        opens,
        f"依据：{basis_of(deadline)}",
        deadline.note or "",
    )
