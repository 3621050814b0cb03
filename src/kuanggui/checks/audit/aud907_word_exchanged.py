"""A word in front of a figure that another copy of the sentence does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.memo import once_per_case
from kuanggui.checks.audit.repeats import repeats
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

WORD = 2  # characters
SHARED = 3  # characters of the phrase in front of the word that both copies have
USUAL = 3  # figures that have the one word in front of them, for the other to be the slip


@rule(
    code="AUD907",
    title="同一句话数据前的用词不同",
    title_en="Another word in front of the same figure",
    severity=Severity.WARNING,
    family=Family.REPETITION,
    needs=("clauses", "facts"),
    message="“{subject}”在另一处为“{other}”，疑有错词。",
    message_en="“{subject}” is “{other}” in another place; one word is probably a slip.",
    remedy="对照两处，改正用词。",
    remedy_en="Compare the two and mend the word.",
)
def word_exchanged(case: AuditCase) -> Iterator[Said]:
    """Where two passages share a figure and the words in front of it, the last word is the same, unless both are usual ones there.

    A word is odd that no other figure of the document has in front of it, while three or more have the other.
    """
    for repeat in repeats(case):
        for one, other in repeat.figures:
            phrases = _phrase(case, one), _phrase(case, other)
            if min(map(len, phrases)) < WORD + SHARED or phrases[0][:-WORD] != phrases[1][:-WORD]:
                continue
            uses = [_words_in_front(case)[phrase[-WORD:]] for phrase in phrases]
            if phrases[0] == phrases[1] or min(uses) > 1 or max(uses) < USUAL:
                yield Checked([one, other])
                continue
            facts, odd = (one, other), int(uses[1] < uses[0])
            values = {"other": phrases[1 - odd] + facts[1 - odd].quantity.text}
            yield Hit(phrases[odd] + facts[odd].quantity.text, [facts[odd], facts[1 - odd]], values=values)


def _phrase(case: AuditCase, fact: Fact) -> str:
    """The words in front of a figure back to the last mark."""
    clause = case.clauses.get(fact.clause or "")
    if clause is None:
        return ""
    text = clause.text.text[: fact.start]
    return text[max(text.rfind(mark) for mark in "。；，、：") + 1 :].strip()


@once_per_case
def _words_in_front(case: AuditCase) -> Mapping[str, int]:
    """How many figures have each word somewhere in the phrase in front of them."""
    phrases = (_phrase(case, fact) for fact in case.reading.facts if fact.clause)
    return Counter(word for phrase in phrases for word in {phrase[i : i + WORD] for i in range(len(phrase) - WORD + 1)})
