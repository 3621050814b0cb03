"""What a rule is, apart from what it does."""

from __future__ import annotations

from dataclasses import dataclass

from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.regulation.citation import Citation


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """The name plate of a rule. Messages and remedies are `str.format` templates over the subject, the evidence and the hit's values.

    Without what it `needs` a rule is not evaluated; what it `asks` for it weighs, or says that it is missing, where the case goes that far.
    """

    code: str
    title: str
    title_en: str
    severity: Severity
    family: Family
    message: str
    message_en: str
    remedy: str = ""
    remedy_en: str = ""
    description: str = ""
    parameters: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    basis: tuple[Citation, ...] = ()
