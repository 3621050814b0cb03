"""`kuanggui plan` with all its commands."""

from __future__ import annotations

from kuanggui.cli.diff import diff
from kuanggui.cli.items import history, items
from kuanggui.cli.plan import plan
from kuanggui.cli.targets import targets

__all__ = ["plan"]

plan.command()(diff)
plan.command()(items)
plan.command()(history)
plan.command()(targets)
