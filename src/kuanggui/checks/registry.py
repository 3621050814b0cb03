"""Finding the rules: a walk over a package, one rule in each module named by its code."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from pkgutil import walk_packages

from kuanggui.checks.rule import Rule
from kuanggui.errors import KuangguiError

_MODULE = re.compile(r".*\.([a-z]{3}\d{3,4})_[a-z0-9_]+")


class RuleRegistryError(KuangguiError):
    """The rules of a package contradict each other: a code used twice, retired, or unlike its module."""


@cache
def rules(package: str) -> tuple[Rule, ...]:
    """The rules below a package (`kuanggui.checks.audit`), by code; raises RuleRegistryError."""
    names = (module.name for module in walk_packages(import_module(package).__path__, f"{package}."))
    found = [(name, _rule_in(name)) for name in names if _MODULE.fullmatch(name)]
    _check_codes(found, retired_codes())
    return tuple(sorted((rule for _, rule in found), key=lambda rule: in_code_order(rule.code)))


def in_code_order(code: str) -> tuple[str, int]:
    """Sort key of a code, so that AUD1101 stands behind AUD906."""
    return code[:3], int(code[3:])


def retired_codes() -> frozenset[str]:
    """Codes of rules that are no more; they are never given again."""
    lines = (files("kuanggui.checks") / "retired.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line and not line.startswith("#"))


def _rule_in(module: str) -> Rule:
    made = [
        thing for thing in vars(import_module(module)).values() if isinstance(thing, Rule) and thing.module == module
    ]
    if len(made) != 1:
        raise RuleRegistryError(f"{module} 应有且只有一条规则，实有 {len(made)} 条")
    return made[0]


def _check_codes(found: list[tuple[str, Rule]], retired: frozenset[str]) -> None:
    seen: dict[str, str] = {}
    for module, rule in found:
        named = _MODULE.fullmatch(module)
        if named is None or named[1].upper() != rule.code:
            raise RuleRegistryError(f"{module}：规则代码 {rule.code} 与模块名不符")
        if rule.code in seen:
            raise RuleRegistryError(f"规则代码 {rule.code} 用了两次：{seen[rule.code]} 与 {module}")
        if rule.code in retired:
            raise RuleRegistryError(f"{module}：规则代码 {rule.code} 已停用，不可再用")
        seen[rule.code] = module
