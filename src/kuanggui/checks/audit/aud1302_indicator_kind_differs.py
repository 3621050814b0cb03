"""An indicator that binds in one place and does not in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.goals import Indicator, indicators
from kuanggui.checks.audit.subjects import without_brackets
from kuanggui.checks.data import words
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.outline import Clause
from kuanggui.model.place import Place

_PHRASE = re.compile(r"[，；。]")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Named:
    """Indicators that a phrase calls binding or expected; `rest` when it also speaks of all others."""

    words: str
    kind: str
    rest: bool
    place: Place


@rule(
    code="AUD1302",
    title="指标属性前后不一",
    title_en="An indicator is called binding here and expected there",
    severity=Severity.ERROR,
    family=Family.GOALS,
    needs=("boxes", "clauses"),
    message="“{subject}”：正文称为{stated}指标，{table}列为{other}。",
    message_en="“{subject}”: the text calls it {stated}, {table} has {other}.",
    remedy="核对该指标是约束性还是预期性，统一正文与指标表。",
    remedy_en="Check whether the indicator binds and make text and box one.",
)
def indicator_kind_differs(case: AuditCase) -> Iterator[Said]:
    """An indicator that the text calls 约束性 or 预期性 is so in the box of indicators as well."""
    for clause in case.reading.clauses:
        for named in _named(case, clause):
            for indicator in _meant(named, indicators(case)):
                if indicator.kind == named.kind:
                    yield Checked()
                    continue
                place = case.cell_place(indicator.box, indicator.row, indicator.column)
                yield Hit(
                    without_brackets(indicator.name),
                    evidence={"stated": named.kind, "other": indicator.kind},
                    values={"table": indicator.box.label or indicator.box.title},
                    places=[named.place, place],
                )


def _named(case: AuditCase, clause: Clause) -> Iterator[Named]:
    data = words("goal_words")
    pattern = re.compile(f"(?:为|属于|是)({'|'.join(data['kinds'].values())})指标")
    text, start = clause.text.text, 0
    for match in pattern.finditer(text):
        begins = [start, *(m.end() for m in _PHRASE.finditer(text, start, match.start()))]
        phrase = text[begins[-1] : match.start()]
        place = case.reading.document.place(clause.text, begins[-1], match.end())
        yield Named(phrase, match.group(1), any(word in phrase for word in data["rest"]), place)
        start = match.end()


def _meant(named: Named, known: Sequence[Indicator]) -> Iterator[Indicator]:
    """The indicators that a phrase names; of several of one name those whose group it names too."""
    found = [i for i in known if len(_bare(i.name)) >= SHORTEST and _bare(i.name) in named.words]
    for indicator in found:
        alike = [other for other in found if _bare(other.name) == _bare(indicator.name)]
        if len(alike) == 1 or _shares(indicator.group, named.words) > max(
            _shares(other.group, named.words) for other in alike if other is not indicator
        ):
            yield indicator


def _bare(name: str) -> str:
    return without_brackets("".join(name.split()))


def _shares(group: str, phrase: str) -> int:
    """How many pairs of characters of a group title stand in a phrase."""
    return sum(group[i : i + 2] in phrase for i in range(len(group) - 1))
