"""One goal to be reached wholly here and in the main there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.place import Place

_ENDS = re.compile(r"[，,；;。！？\n]|(?<!\d)[：:]")
_HAN = re.compile(r"[\u3400-\u9fff]")
ALIKE = 0.55  # of the pairs of characters of the shorter phrase stand in the longer one
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A phrase that says how far something is done: the degree, and the words for what."""

    clause: str
    degree: str
    pairs: frozenset[str]
    place: Place


@rule(
    code="AUD1304",
    title="同一任务的完成程度表述不一",
    title_en="One task, done wholly and in the main",
    severity=Severity.INFO,
    family=Family.GOALS,
    needs=("clauses",),
    message="同一任务一处称“{subject}”，另一处称“{other}”。",
    message_en="One task is “{subject}” in one place and “{other}” in another.",
    remedy="统一完成程度的表述。",
    remedy_en="Say alike how far the task is to be done.",
)
def degree_differs(case: AuditCase) -> Iterator[Said]:
    """A task that is to be done wholly (全部完成) in one place is not to be done in the main (基本完成) in another."""
    for one, other in combinations(_undertakings(case), 2):
        shorter = min(len(one.pairs), len(other.pairs))
        if one.clause == other.clause or shorter < SHORTEST or len(one.pairs & other.pairs) < ALIKE * shorter:
            continue
        if one.degree == other.degree:
            yield Checked()
        else:
            yield Hit(other.place.quote, places=[other.place, one.place], values={"other": one.place.quote})


def _undertakings(case: AuditCase) -> list[Undertaking]:
    data = words("goal_words")
    patterns = {degree: re.compile("|".join(verbs)) for degree, verbs in data["degrees"].items()}
    done = re.compile("|".join(data["done"]))
    found: list[Undertaking] = []
    for clause in case.reading.clauses:
        text, start = clause.text.text, 0
        for end in [*(m.start() for m in _ENDS.finditer(text)), len(text)]:
            phrase = text[start:end]
            for degree, pattern in patterns.items():
                if pattern.search(phrase):
                    what = "".join(_HAN.findall(done.sub("", phrase)))
                    pairs = frozenset(what[i : i + 2] for i in range(len(what) - 1))
                    place = case.reading.document.place(clause.text, start, end)
                    found.append(Undertaking(clause.id, degree, pairs, place))
            start = end + 1
    return found
