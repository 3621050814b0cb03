"""Texts that are not in the encoding that the file claims, or in one that is not accepted."""

from __future__ import annotations

from collections.abc import Iterator

from kuanggui.checks.database.case import PackageCase
from kuanggui.checks.rule import rule
from kuanggui.checks.said import Checked, Hit, Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity


@rule(
    code="DBQ406",
    title="属性表编码有误",
    title_en="The texts of a table are in another encoding",
    severity=Severity.ERROR,
    family=Family.STRUCTURE,
    needs=("layers",),
    message="{subject}标明编码 {found}，{why}。",
    message_en="{subject} claims {found}; {why_en}.",
    remedy="统一为 {expected}，并使 .cpg 与之相符。",
    remedy_en="Use {expected} and say so in .cpg.",
)
def encoding_wrong(case: PackageCase) -> Iterator[Said]:
    """All texts of a Shapefile are characters in the encoding of its .cpg (or code page), and that is one the edition accepts."""
    accepted = {name.upper().replace("-", "") for name in case.edition.encodings}
    expected = next(iter(case.edition.encodings), "GBK")
    for theme in case.known:
        if theme.data.form != "shapefile" or theme.data.encoding is None:
            continue
        damage = theme.data.damage
        if damage is not None:
            fits = f"，按 {damage.fitting} 可读" if damage.fitting else ""
            words = {"why": f"第{damage.row}行 {damage.field} 却不是该编码的文字{fits}"}
            words["why_en"] = f"row {damage.row}, {damage.field} is none" + (
                f", it is {damage.fitting}" if fits else ""
            )
            figures = {"found": damage.claimed, "expected": expected}
            yield Hit(theme.title, places=[theme.place(field=damage.field)], evidence=figures, values=words)
        elif accepted and theme.data.encoding.upper().replace("-", "") not in accepted:
            words = {"why": "不是规定的编码", "why_en": "which is not one that is accepted"}
            figures = {"found": theme.data.encoding, "expected": expected}
            yield Hit(theme.title, places=[theme.place()], evidence=figures, values=words, severity=Severity.WARNING)
        else:
            yield Checked()
