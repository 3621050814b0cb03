"""Use case: look up rules."""

from __future__ import annotations

from kuanggui.checks.adjustment.assess import adjustment_rules
from kuanggui.checks.audit.assess import audit_rules
from kuanggui.checks.database.assess import database_rules
from kuanggui.checks.levels.assess import levels_rules
from kuanggui.checks.screening.running import screening_rules
from kuanggui.errors import InputError
from kuanggui.findings.rule_info import RuleInfo


def list_rules() -> tuple[RuleInfo, ...]:
    """Every rule, by code."""
    families = (adjustment_rules(), audit_rules(), database_rules(), levels_rules(), screening_rules())
    return tuple(rule.info for rules in families for rule in rules)


def find_rule(code: str) -> RuleInfo:
    """The rule with a code, in whatever case it is typed; raises InputError."""
    found = next((info for info in list_rules() if info.code == code.strip().upper()), None)
    if found is None:
        raise InputError(f"没有规则 {code}；kuanggui rules list 列出全部规则")
    return found
