"""What the process of one job does."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from kuanggui.app.audit_desk import PHASES as AUDIT_PHASES
from kuanggui.app.audit_desk import KeptAudit, carry_out
from kuanggui.app.import_ import PHASES as IMPORT_PHASES
from kuanggui.app.import_ import import_file
from kuanggui.errors import KuangguiError
from kuanggui.web.jobs.job import Job, JobKind
from kuanggui.web.jobs.queue import JobQueue

STEPS = {JobKind.AUDIT: AUDIT_PHASES, JobKind.IMPORT: IMPORT_PHASES}


def work(folder: Path, job_id: str, database: str) -> None:
    """Carry a job out and note how it ended. A defect ends the process with a trace in the log."""
    queue = JobQueue(folder)
    job = queue.get(job_id)
    if job is None:
        return
    phases = STEPS[job.kind]

    def report(phase: str) -> None:
        step = phases.index(phase) if phase in phases else 0
        queue.note_progress(job_id, phase, step, len(phases))

    try:
        result = _carry_out(job, queue, database, report)
    except KuangguiError as error:
        queue.finish(job_id, error=_without_folders(str(error), queue.folder_of(job_id)))
    else:
        queue.finish(job_id, result=result)


def _without_folders(message: str, folder: Path) -> str:
    for part in ("document", "upper", "result"):
        message = message.replace(f"{folder / part}{os.sep}", "")
    return message


def _carry_out(job: Job, queue: JobQueue, database: str, report: Callable[[str], None]) -> str:
    kept = kept_audit(job, queue)
    if job.kind is JobKind.IMPORT:
        return import_file(kept.document, database, report=report).plan.id
    carry_out(kept, report)
    return job.id


def kept_audit(job: Job, queue: JobQueue) -> KeptAudit:
    """Where the files of a job lie."""
    against = job.order.get("against")
    return KeptAudit(
        queue.folder_of(job.id),
        date.fromisoformat(job.order["as_of"]),
        queue.folder_of(against) if against else None,
    )
