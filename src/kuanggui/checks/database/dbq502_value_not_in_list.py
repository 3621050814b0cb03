"""Values that are not in the list of a field, or not in its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase, graded
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ502",
    title="属性值不在值域内",
    title_en="A value is not among those of its field",
    severity=Severity.ERROR,
    family=Family.VALUES,
    needs=("layers", "catalogue"),
    message="{subject}的 {field} 为“{found}”，应为 {expected}。",
    message_en="{subject}: {field} is “{found}”, not {expected}.",
    remedy="改填值域内的代码。",
    remedy_en="Use one of the codes.",
)
def value_not_in_list(case: PackageCase) -> Iterator[Said]:
    """Where the catalogue lists the values of a field or gives their form, every value is one of them."""
    for theme in case.known:
        entries = [e for e in (theme.entry.fields if theme.entry else ()) if e.domain or e.pattern]
        for feature in theme.features():
            for entry in entries:
                value = feature.values.get(entry.code)
                if value is None:
                    continue
                text = str(value).strip()
                listed = not entry.domain or text in dict(entry.domain)
                formed = entry.pattern is None or re.fullmatch(entry.pattern, text) is not None
                if listed and formed:
                    yield Checked()
                    continue
                expected = "、".join(f"{c} {m}" for c, m in entry.domain) if entry.domain else f"{entry.pattern} 的形式"
                yield Hit(
                    theme.subject(feature),
                    places=[theme.place(feature, entry.code)],
                    evidence={"found": text, "expected": expected},
                    values={"field": entry.code},
                    severity=graded(entry.mark_of("domain" if entry.domain else "pattern")),
                )
