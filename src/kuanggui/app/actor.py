"""Who is at work: the name that goes into the audit trail."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

from kuanggui.model.trail import Signature


def account() -> str:
    """The account of the operating system; a machine without accounts has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def sign(action: str, subject: str, why: str, who: str | None = None) -> Signature:
    """A signature of now."""
    return Signature(who or account(), action, subject, why, datetime.now(UTC))
