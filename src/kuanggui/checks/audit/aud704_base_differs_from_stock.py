"""Figures in front of the sign that are not the number of the base year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuanggui.checks.audit.additions import Addition, boxes_with_additions
from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.stock_counts import StockCount, broader_counts_of, counts_of
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity

# So many other rows must agree before one that does not is certain.
AGREEING = 2


@rule(
    code="AUD704",
    title="“+”前的基数与现状数不符",
    title_en="The figure in front of the sign is not the present number",
    severity=Severity.ERROR,
    family=Family.NOTES,
    needs=("boxes", "facts"),
    message="{subject}：表中为{stated}，“+”前的基数是{base}，别处的现状数为{other}。",
    message_en="{subject}: the cell says {stated}, {base} in front of the sign, elsewhere there are {other}.",
    remedy="核对现状数，改正表中的基数或别处的数。",
    remedy_en="Find out how many there are, and mend this figure or the other.",
)
def base_differs_from_stock(case: AuditCase) -> Iterator[Said]:
    """In cells such as 40+5 the first figure is the number in the base year as text or other boxes give it.

    Counts of several minerals together leave room. Where only the number of a broader mineral is known, the first figure is at most that.
    """
    for grid, additions in boxes_with_additions(case):
        weighed = [Weighed(a, *_counts(case, a)) for a in additions if not a.is_total]
        trusted = _trusted(weighed)
        agreeing = sum(w.exact and w.agrees for w in weighed)
        for one in weighed:
            counts = [c for c in one.counts if c.source in trusted] or one.counts
            if one.agrees:
                yield Checked([one.addition.entry, *counts[0].facts])
            elif counts:
                certain = one.exact and agreeing >= AGREEING
                yield _hit(grid.name, one.addition, counts, None if certain else Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A cell with what texts and boxes say, `exact` if they speak of the very mineral."""

    addition: Addition
    counts: Sequence[StockCount]
    exact: bool

    @property
    def agrees(self) -> bool:
        """Whether one of them allows the figure in front of the sign."""
        return any(count.allows(self.addition.there) for count in self.counts)


def _trusted(weighed: Sequence[Weighed]) -> set[str]:
    """The sources that agree with at least half of the cells they speak of: the others count something else."""
    said = [(count.source, count.allows(w.addition.there)) for w in weighed if w.exact for count in w.counts]
    agreed, total = Counter(source for source, agrees in said if agrees), Counter(source for source, _ in said)
    return {source for source in total if agreed[source] * 2 >= total[source]}


def _counts(case: AuditCase, addition: Addition) -> tuple[Sequence[StockCount], bool]:
    """What is said of the mineral itself, and True; otherwise of what it is a kind of, and False."""
    box, minerals = addition.grid.box.id, addition.minerals
    facts = case.facts_in_cell.get((box, addition.entry.row, addition.entry.column), ())
    attribute = next((fact.attribute for fact in facts), "")
    if not attribute or not minerals:
        return (), False
    if own := [*counts_of(case, attribute, minerals, box)]:
        return own, True
    return [*broader_counts_of(case, attribute, next(iter(minerals)), box)] if len(minerals) == 1 else (), False


def _hit(name: str, addition: Addition, counts: Sequence[StockCount], severity: Severity | None) -> Hit:
    facts = list(dict.fromkeys(fact for count in counts for fact in count.facts))
    said = dict.fromkeys(f"{fact.subject}{fact.quantity.text}" for fact in facts)
    return Hit(
        f"{name}“{addition.label}”",
        figures=[addition.entry, *facts],
        evidence={"stated": addition.entry.text, "base": addition.there, "other": "、".join(said)},
        severity=severity,
    )
