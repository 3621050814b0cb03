"""A power of ten that has lost its base or exponent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.number import NumberKind
from kuanggui.regulation import parse_unit

TIMES = re.compile(r"\d\s*[×xX*]\s*(?P<power>[\d^⁰¹²³⁴⁵⁶⁷⁸⁹ ]+)")
WHOLE = re.compile(r"10\s*\^?\s*[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@rule(
    code="AUD601",
    title="科学记数法不完整",
    title_en="A power of ten is incomplete",
    severity=Severity.ERROR,
    family=Family.UNITS,
    needs=("numbers",),
    message="“{subject}”的乘方不完整，看不出数量级，疑为{likely}。",
    message_en="The power of ten in “{subject}” is incomplete; {likely} is probably meant.",
    remedy="补全10的指数（上标在转换格式时容易丢失）。",
    remedy_en="Complete the exponent of 10; superscripts are easily lost when a file is converted.",
)
def power_lost(case: AuditCase) -> Iterator[Said]:
    """Behind a number and × stand 10 and its exponent."""
    for number in case.reading.numbers:
        found = TIMES.match(number.text) or TIMES.search(number.text)
        if found is None or number.kind not in {NumberKind.NOT_UNDERSTOOD, NumberKind.QUANTITY}:
            continue
        power = found["power"].strip()
        if number.kind is NumberKind.QUANTITY and WHOLE.fullmatch(power):
            yield Checked([number])
        elif number.kind is NumberKind.NOT_UNDERSTOOD and not _is_size(number.text[found.end("power") :]):
            figures = number.text[: found.end("power")].strip()
            likely = figures.replace(power, f"10^{power.removeprefix('10') or '?'}")
            yield Hit(number.text, [number], evidence={"stated": number.text}, values={"likely": likely})


def _is_size(words: str) -> bool:
    """Whether the unit behind shows that two lengths are given: a grid of 200×200米."""
    unit = parse_unit(words.strip())
    return unit is not None and unit.dimension in {"length", "area"}
