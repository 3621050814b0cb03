"""Features that no annex table lists."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.counterparts import counterparts
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ902",
    title="图层中的编号在附表中没有",
    title_en="A feature is in no annex table",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("layers", "annexes"),
    message="{subject}在{table}中没有。",
    message_en="{subject} is not in {table}.",
    remedy="补入附表，或从图层删去。",
    remedy_en="Add it to the table, or take it out of the layer.",
)
def feature_without_annex_row(case: PackageCase) -> Iterator[Said]:
    """Every feature of a layer that an annex table lists has a row in it."""
    for pair in counterparts(case):
        for number, feature in pair.features.items():
            if number in pair.rows:
                yield Checked()
                continue
            places = [pair.theme.place(feature, pair.theme.code("number")), pair.table.place]
            yield Hit(pair.theme.subject(feature), places=places, values={"table": pair.table.label})
