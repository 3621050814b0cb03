"""Writing a report in a process of its own: it takes seconds of one core, which other requests need."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from kuanggui.app.audit import AuditFormat, Language
from kuanggui.app.audit_desk import KeptAudit, write_report


def print_report(kept: KeptAudit, form: AuditFormat, language: Language) -> bytes:
    """The report of an audit; raises KuangguiError."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(write_report, kept, form, language).result()
