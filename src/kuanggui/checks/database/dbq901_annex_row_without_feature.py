"""Rows of annex tables that no layer has."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.counterparts import counterparts
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ901",
    title="附表中的编号在图层中没有",
    title_en="A number of an annex table is in no layer",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("layers", "annexes"),
    message="{table}的“{subject}”在{layer}中没有。",
    message_en="{subject} of {table} is not in {layer}.",
    remedy="补画该要素，或从附表删去。",
    remedy_en="Draw the feature, or take it out of the table.",
)
def annex_row_without_feature(case: PackageCase) -> Iterator[Said]:
    """Every row of an annex table that lists blocks or zones has a feature with its number in the layer of that kind."""
    for pair in counterparts(case):
        for number, row in pair.rows.items():
            if number in pair.features:
                yield Checked([pair.standing(row, "number")])
            else:
                label = " ".join(word for word in (number, row.get("name")) if word)
                values = {"table": pair.table.label, "layer": pair.theme.title}
                yield Hit(label, places=[row.places["number"], pair.theme.place()], values=values)
