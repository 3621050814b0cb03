"""`kuanggui adjust` with all its commands."""

from __future__ import annotations

from kuanggui.cli.adjust import adjust
from kuanggui.cli.adjust_reading import attachment, history, show, show_list

__all__ = ["adjust"]

adjust.command("list")(show_list)
adjust.command()(show)
adjust.command()(history)
adjust.command()(attachment)
