"""A box that lists more minerals of a class than the text says there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.cited_rosters import box_behind
from kuanggui.checks.audit.rosters import Entry, rosters_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.model.quantity import Relation
from kuanggui.regulation import find_minerals, is_kind_of, mineral


@rule(
    code="AUD503",
    title="专栏所列矿种多于文中种数",
    title_en="A box lists more minerals of a class than the text states",
    severity=Severity.ERROR,
    family=Family.COUNTS,
    needs=("boxes", "facts"),
    message="文中{kind}{stated}，{box}列有{listed}：{minerals}。",
    message_en="{stated} kinds of {kind} stated; {box} lists {listed}: {minerals}.",
    remedy="核对该类矿种，改正种数或专栏。",
    remedy_en="Go through the minerals of the class; mend the number or the box.",
)
def minerals_more_than_stated(case: AuditCase) -> Iterator[Said]:
    """A box cited behind 金属矿产9种 has at most nine minerals in its class 金属矿产; a mineral and its kinds (金, 砂金) are one.

    Fewer are no contradiction: kinds may be counted that the box leaves out.
    """
    for clause in case.reading.clauses:
        for fact in case.facts_in_clause[clause.id]:
            kind = fact.subject.removeprefix("其中")
            box = box_behind(case, clause, fact) if _counts_kinds(fact) else None
            listed = rosters_of(case)[box.id] if box else None
            if listed is None or not (entries := listed.of_kind(kind)):
                continue
            names = _distinct(entries)
            if len(names) <= fact.quantity.low:
                yield Checked([fact])
                continue
            yield Hit(
                subject=kind,
                figures=[fact],
                places=[fact.place, case.caption_place(listed.box)],
                evidence={"stated": (fact.quantity, "种"), "listed": (len(names), "种")},
                values={"kind": kind, "box": listed.box.label or listed.title, "minerals": "、".join(names)},
            )


def _counts_kinds(fact: Fact) -> bool:
    unit = fact.quantity.unit
    return unit is not None and unit.name == "种" and fact.quantity.relation is Relation.EQUAL


def _distinct(entries: Iterable[Entry]) -> list[str]:
    """Names of the minerals that the entries name, those left out that are kinds of another."""
    codes = dict.fromkeys(match.mineral.code for entry in entries for match in find_minerals(entry.name))
    return [mineral(c).name for c in codes if not any(c != other and is_kind_of(c, other) for other in codes)]
