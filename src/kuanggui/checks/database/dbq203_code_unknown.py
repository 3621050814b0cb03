"""Administrative codes that do not exist, or belong to a place of another name."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.division_catalogue import division


@rule(
    code="DBQ203",
    title="成果包的行政区代码与名称不符",
    title_en="The administrative code of the package does not exist or is another place's",
    severity=Severity.ERROR,
    family=Family.NAMING,
    message="{subject}：代码 {found} {why}。",
    message_en="{subject}: the code {found} {why_en}.",
    remedy="按 GB/T 2260 改正代码或名称。",
    remedy_en="Mend code or name by GB/T 2260.",
)
def code_unknown(case: PackageCase) -> Iterator[Said]:
    """The code of the package is one of GB/T 2260, and the name beside it is that of the place."""
    if not case.adcode:
        return
    try:
        place = division(case.adcode)
    except KeyError:
        words = {"why": "不在行政区划代码表中", "why_en": "is not among the administrative codes"}
        yield Hit(case.package.name, places=[case.place("")], evidence={"found": case.adcode}, values=words)
        return
    name = case.folder.name if case.folder else ""
    if name and name not in {place.name, *place.short} and not name.endswith(place.name):
        words = {"why": f"是{place.name}，不是{name}", "why_en": f"is {place.name}, not {name}"}
        yield Hit(case.package.name, places=[case.place("")], evidence={"found": case.adcode}, values=words)
    else:
        yield Checked()
