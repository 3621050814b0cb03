"""A number of zones that is not that of the names listed in another paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.cited_rosters import speaks_of_all
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact
from kuanggui.model.place import Place
from kuanggui.model.quantity import Relation

PHRASE = re.compile(r"[^，。；：:\n\d]+")
NAMED = re.compile(r"[\u4e00-\u9fff]{2,}?(?P<noun>[\u4e00-\u9fff]{2}区)(?=[、和及与]|等|$)")
FEWEST = 3


@rule(
    code="AUD505",
    title="分区个数与别处列举的名称不符",
    title_en="A number of zones is not that of the names listed elsewhere",
    severity=Severity.WARNING,
    family=Family.COUNTS,
    needs=("facts", "clauses"),
    message="文中写明{noun}{stated}，而别处列举了{listed}个。",
    message_en="{stated} {noun} stated, {listed} are named elsewhere.",
    remedy="核对各区名称，改正个数或补上漏列的。",
    remedy_en="Go through the names; mend the number or add what is missing.",
)
def count_differs_from_list_elsewhere(case: AuditCase) -> Iterator[Said]:
    """A count of zones (资源储备区5处) agrees with the one sentence that names such zones one after the other (…储备区、…储备区)."""
    named = _named(case)
    for fact in case.reading.facts:
        noun = fact.attribute_words[-FEWEST:]
        if noun not in named or not speaks_of_all(fact) or fact.quantity.relation is not Relation.EQUAL or fact.box:
            continue
        clause, listed, place = named[noun]
        if fact.clause == clause:
            continue
        yield Checked([fact]) if fact.quantity.low == listed else _hit(fact, listed, place)


def _named(case: AuditCase) -> Mapping[str, tuple[str, int, Place]]:
    """For each kind of zone that just one phrase names three of or more: its clause, how many, and where."""
    found: dict[str, list[tuple[str, int, Place]]] = {}
    for clause in case.reading.clauses:
        for phrase in PHRASE.finditer(clause.text.text):
            for noun, spans in _lists(phrase).items():
                place = case.reading.document.place(clause.text, spans[0], spans[-1])
                found.setdefault(noun, []).append((clause.id, len(spans) - 1, place))
    return {noun: places[0] for noun, places in found.items() if len(places) == 1}


def _lists(phrase: re.Match[str]) -> dict[str, list[int]]:
    """The nouns that end three items of a phrase or more, with where the list begins and each item ends."""
    ends: dict[str, list[int]] = {}
    for match in NAMED.finditer(phrase.group()):
        ends.setdefault(match["noun"], [phrase.start() + match.start()]).append(phrase.start() + match.end())
    return {noun: spans for noun, spans in ends.items() if len(spans) > FEWEST and "、" in phrase.group()}


def _hit(fact: Fact, listed: int, place: Place) -> Hit:
    unit = fact.quantity.unit.name if fact.quantity.unit else ""
    return Hit(
        subject=fact.subject,
        figures=[fact],
        places=[fact.place, place],
        evidence={"stated": (fact.quantity, unit), "listed": listed},
        values={"noun": fact.attribute_words},
    )
