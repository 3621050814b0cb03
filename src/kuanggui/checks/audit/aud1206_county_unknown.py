"""A county or district that no list of divisions has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.audit.case import AuditCase
from kuanggui.checks.audit.texts import passages
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation import children, find_places

COUNTY = re.compile(
    r"(?<=[与和、及在至从于由跨，。；（ ])(?P<name>[\u4e00-\u9fff]{2,3}县)(?=[与和、及境内交的，。；）]|$|[一-龥]{2,4}(?:镇|乡|村))"
)
GENERIC = re.compile(
    r"^(?:各|市|全|本|该|跨|产煤|资源|有关|相关|所在|所属|沿线|贫困|重点|周边|毗邻|相邻|省市|市辖|部分|其他|其它|涉及|涉矿|市)+县?$|县县$"
)


@rule(
    code="AUD1206",
    title="县名不在行政区划名录中",
    title_en="A county that no list has",
    severity=Severity.WARNING,
    family=Family.NAMES,
    needs=("clauses",),
    message="“{subject}”不在行政区划名录中，本市所辖为{known}。",
    message_en="“{subject}” is in no list of divisions; the area has {known}.",
    remedy="核对县名。",
    remedy_en="Check the name of the county.",
)
def county_unknown(case: AuditCase) -> Iterator[Said]:
    """A county named in the text is one of the list of administrative divisions."""
    home = case.reading.region
    if home is None or not children(home):
        return
    known = "、".join(division.name for division in children(home) if division.valid_to is None)
    for passage in passages(case):
        text = passage.text.text
        listed = [(place.start, place.end) for place in find_places(text, home)]
        for match in COUNTY.finditer(text):
            start, end = match.span("name")
            if any(s < end and start < e for s, e in listed):
                yield Checked()
            elif not GENERIC.search(match["name"]):
                yield Hit(match["name"], values={"known": known}, places=[passage.place(case, start, end)])
