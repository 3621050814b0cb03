"""Mineral codes that are not those of the name beside them."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said, Skipped
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.mineral_catalogue import minerals, minerals_named


@rule(
    code="DBQ503",
    title="矿种代码与名称不符",
    title_en="A mineral code is not that of the mineral",
    severity=Severity.ERROR,
    family=Family.VALUES,
    needs=("layers", "catalogue"),
    message="{subject}：{field} 为 {found}，而矿种“{mineral}”的代码是 {expected}。",
    message_en="{subject}: {field} is {found}, the code of {mineral} is {expected}.",
    remedy="核对矿种，改正代码或名称。",
    remedy_en="Mend the code or the name.",
)
def mineral_code_differs(case: PackageCase) -> Iterator[Said]:
    """A five-digit or ten-digit mineral code belongs to the mineral named beside it. Several minerals in one field are left alone.

    The list of codes comes from one public source; codes that it does not have are not judged.
    """
    known = {code for mineral in minerals() for code in (*mineral.codes, *mineral.codes_10digit)}
    for theme in case.known:
        pairs = list(zip(theme.fields("mineral_code"), theme.fields("mineral_name"), strict=False))
        for feature in theme.features():
            for code_field, name_field in pairs:
                code = str(feature.values.get(code_field.code) or "").strip()
                name = str(feature.values.get(name_field.code) or "").strip()
                meant = {one for mineral in minerals_named(name) for one in (*mineral.codes, *mineral.codes_10digit)}
                if not code or not name or not meant:
                    continue
                if code in meant:
                    yield Checked()
                elif code not in known:
                    yield Skipped(f"代码表中没有 {code}", f"the list has no code {code}")
                else:
                    figures = {"found": code, "expected": "或".join(sorted(meant))}
                    values = {"field": code_field.code, "mineral": name}
                    place = theme.place(feature, code_field.code)
                    yield Hit(theme.subject(feature), places=[place], evidence=figures, values=values)
