"""Values of annex tables that are not those of the layer."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.database.counterparts import Counterpart, counterparts
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.package import Feature
from kuanggui.regulation.mineral_catalogue import same_mineral

_WORDS = {"name": "名称", "mineral_name": "矿种", "area": "面积"}


@rule(
    code="DBQ903",
    title="附表与图层的内容不一致",
    title_en="An annex table says something else than the layer",
    severity=Severity.ERROR,
    family=Family.AGREEMENT,
    needs=("layers", "annexes"),
    message="{subject}的{what}：{table}为“{stated}”，图层为“{found}”。",
    message_en="{subject}: {table} says “{stated}”, the layer “{found}”.",
    remedy="核对后统一两处。",
    remedy_en="Make the two agree.",
)
def annex_value_differs(case: PackageCase) -> Iterator[Said]:
    """Name, mineral and area of a feature are the same in the annex table and in the layer; areas are compared with their rounding."""
    for pair in counterparts(case):
        for number, row in pair.rows.items():
            feature = pair.features.get(number)
            for role, word in _WORDS.items() if feature else ():
                stated, found = row.get(role), pair.theme.text(feature, role) if feature else ""
                if feature is None or not stated or not found:
                    continue
                if _agree(pair, feature, role, stated, found):
                    yield Checked([pair.standing(row, role)])
                    continue
                yield Hit(
                    pair.theme.subject(feature),
                    figures=[pair.standing(row, role)],
                    places=[row.places[role], pair.theme.place(feature, pair.theme.code(role))],
                    evidence={"stated": stated, "found": found},
                    values={"what": word, "table": pair.table.label},
                )


def _agree(pair: Counterpart, feature: Feature, role: str, stated: str, found: str) -> bool:
    if role == "mineral_name":
        return stated == found or same_mineral(stated, found)
    if role == "area":
        value = pair.theme.value(feature, role)
        try:
            printed = Decimal(stated)
        except ArithmeticError:
            return False
        places = max(0, -int(printed.as_tuple().exponent))
        half = Decimal("0.5").scaleb(-places)
        return isinstance(value, int | Decimal) and abs(printed - Decimal(value)) <= half
    return "".join(stated.split()) == "".join(found.split())
