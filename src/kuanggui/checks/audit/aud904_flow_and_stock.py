"""A figure of output that turns up as a figure of new resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.fact import Fact

FEWEST_DIGITS = 4
MINED = {"output", "consumed_resources", "product_output"}


@rule(
    code="AUD904",
    title="产量数据用作新增资源量",
    title_en="Output stated as new resources",
    severity=Severity.WARNING,
    family=Family.REPETITION,
    needs=("facts",),
    message="{subject}的新增资源量{new}与产量{mined}数字相同，疑把产量填作新增资源量。",
    message_en="{subject}: new resources {new} and output {mined} have the same figures; output was probably put for new resources.",
    remedy="核对新增资源量的来源。",
    remedy_en="Check where the figure of new resources comes from.",
)
def flow_and_stock(case: AuditCase) -> Iterator[Said]:
    """What was found and what was mined of a mineral are not the same number of four digits or more."""
    mined: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in case.reading.facts:
        if fact.attribute in MINED:
            for key in fact.minerals:
                mined[key, _figures(fact)].append(fact)
    for fact in case.facts_about["new_resources"]:
        figures = _figures(fact)
        pair = next((m for key in fact.minerals for m in mined[key, figures]), None)
        if pair is None and len(figures) >= FEWEST_DIGITS:
            yield Checked()
        elif pair is not None and len(figures) >= FEWEST_DIGITS:
            values = {"new": fact.quantity.text, "mined": pair.quantity.text}
            yield Hit(fact.subject or fact.quantity.text, [fact, pair], values=values)


def _figures(fact: Fact) -> str:
    return f"{fact.quantity.low:f}".replace(".", "").strip("0")
