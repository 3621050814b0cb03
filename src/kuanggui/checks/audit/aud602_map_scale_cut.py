"""A map scale that has lost its 万."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.model.number import NumberKind

SCALE = re.compile(r"1\s*[:：∶]\s*(?P<figures>\d+(?:\.\d+)?)\s*(?P<myriad>万?)")
LARGEST = 500  # survey maps at a scale of 1:500 are the largest


@rule(
    code="AUD602",
    title="比例尺缺“万”",
    title_en="A map scale lacks its ten thousand",
    severity=Severity.WARNING,
    family=Family.UNITS,
    needs=("numbers",),
    message="比例尺{subject}缺“万”字，应为{right}。",
    message_en="The map scale {subject} is cut off; {right} is meant.",
    remedy="补上“万”字。",
    remedy_en="Complete the scale.",
)
def map_scale_cut(case: AuditCase) -> Iterator[Said]:
    """A map scale is not larger than 1:500; certain where the same figures stand with 万 in the document."""
    scales = [(n, SCALE.match(n.text)) for n in case.reading.numbers if n.kind is NumberKind.MAP_SCALE]
    whole = {found["figures"] for _, found in scales if found and found["myriad"]}
    for number, found in scales:
        if found is None or found["myriad"] or float(found["figures"]) >= LARGEST:
            yield Checked([number])
            continue
        severity = Severity.ERROR if found["figures"] in whole else Severity.WARNING
        yield Hit(number.text, [number], values={"right": f"{number.text}万"}, severity=severity)
