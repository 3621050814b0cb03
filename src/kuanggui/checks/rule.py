"""A rule: one small generator function under a name plate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getdoc
from typing import Any

from kuanggui.checks.said import Said
from kuanggui.findings.family import Family
from kuanggui.findings.judgement import Severity
from kuanggui.findings.rule_info import RuleInfo
from kuanggui.regulation.citation import Citation

# A rule with parameters is called with the case and the law, one without with the case alone.
Check = Callable[..., Iterator[Said]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what it does; `module` is where it stands."""

    info: RuleInfo
    check: Check
    module: str

    @property
    def code(self) -> str:
        """The code, never reused."""
        return self.info.code

    def __call__(self, *given: Any) -> Iterator[Said]:
        """Go through a case."""
        return self.check(*given)


def rule(  # noqa: PLR0913 - the name plate of a rule has this many lines
    *,
    code: str,
    title: str,
    title_en: str,
    severity: Severity,
    family: Family,
    message: str,
    message_en: str,
    remedy: str = "",
    remedy_en: str = "",
    parameters: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    asks: tuple[str, ...] = (),
    basis: tuple[Citation, ...] = (),
) -> Callable[[Check], Rule]:
    """Make a generator function a rule; its docstring is the description in the reference."""

    def plate(check: Check) -> Rule:
        info = RuleInfo(
            code=code,
            title=title,
            title_en=title_en,
            severity=severity,
            family=family,
            message=message,
            message_en=message_en,
            remedy=remedy,
            remedy_en=remedy_en,
            description=getdoc(check) or "",
            parameters=parameters,
            needs=needs,
            asks=asks,
            basis=basis,
        )
        return Rule(info, check, check.__module__)

    return plate
